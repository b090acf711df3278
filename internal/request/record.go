package request

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// AppendRecord appends a request as one JSON object and a line end, with
// exactly the keys time, client, method, path, query, protocol, status,
// bytes, referer, agent, user, site and duration_ms, in this order. time is
// RFC 3339 in UTC with as much of the second as is known, to microseconds.
// What the log does not hold is null. Bytes that are not UTF-8 become U+FFFD.
func AppendRecord(b []byte, r *Request) []byte {
	b = append(b, `{"time":"`...)
	b = time.UnixMicro(r.Time).UTC().AppendFormat(b, "2006-01-02T15:04:05.999999Z07:00")
	b = append(b, '"')
	b = appendText(b, `,"client":`, r.Client)
	b = appendText(b, `,"method":`, r.Method)
	b = appendText(b, `,"path":`, r.Path)
	b = appendText(b, `,"query":`, r.Query)
	b = appendText(b, `,"protocol":`, r.Protocol)
	b = appendCount(b, `,"status":`, int64(r.Status), r.Status != 0)
	b = appendCount(b, `,"bytes":`, r.Bytes, r.Bytes != Unknown)
	b = appendText(b, `,"referer":`, r.Referer)
	b = appendText(b, `,"agent":`, r.Agent)
	b = appendText(b, `,"user":`, r.User)
	b = appendText(b, `,"site":`, r.Site)
	b = append(b, `,"duration_ms":`...)
	if r.Duration == Unknown {
		b = append(b, "null"...)
	} else {
		b = appendMillis(b, r.Duration)
	}
	return append(b, "}\n"...)
}

// appendMillis appends microseconds as milliseconds, up to three decimals.
func appendMillis(b []byte, micros int64) []byte {
	if micros < 0 {
		b = append(b, '-')
		micros = -micros
	}
	b = strconv.AppendInt(b, micros/1000, 10)
	rest := micros % 1000
	if rest == 0 {
		return b
	}
	b = append(b, '.', byte('0'+rest/100), byte('0'+rest/10%10), byte('0'+rest%10))
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

func appendCount(b []byte, key string, n int64, known bool) []byte {
	b = append(b, key...)
	if !known {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, n, 10)
}

func appendText(b []byte, key, s string) []byte {
	b = append(b, key...)
	if s == "" {
		return append(b, "null"...)
	}
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		n := 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n > 1 {
				i += n
				continue
			}
		}
		b = append(b, s[from:i]...)
		b = appendByte(b, c)
		i += n
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

// appendByte appends a byte that a string of JSON cannot hold as it is.
func appendByte(b []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	switch {
	case c >= utf8.RuneSelf:
		return utf8.AppendRune(b, utf8.RuneError)
	case c == '"' || c == '\\':
		return append(b, '\\', c)
	case c == '\n':
		return append(b, '\\', 'n')
	case c == '\r':
		return append(b, '\\', 'r')
	case c == '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
}
