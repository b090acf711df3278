package request

import (
	"bytes"
	"strings"
)

// apacheLetters are the variables of Apache that a request takes, by letter.
var apacheLetters = map[byte]place{
	'a': {fieldClient, 0},
	'h': {fieldClient, 1},
	'u': {fieldUser, 0},
	'r': {fieldRequest, 0},
	'm': {fieldMethod, 0},
	'U': {fieldPath, 0},
	'q': {fieldQuery, 0},
	'H': {fieldProtocol, 0},
	's': {fieldStatus, 1},
	'b': {fieldBytesCLF, 1},
	'B': {fieldBytes, 0},
	'O': {fieldBytes, 2},
	'D': {fieldMicros, 0},
	'T': {fieldSeconds, 0},
	'v': {fieldSite, 0},
	'V': {fieldSite, 1},
}

// apacheHeaders are the request headers that a request takes.
var apacheHeaders = map[string]place{
	"referer":          {fieldReferer, 0},
	"user-agent":       {fieldAgent, 0},
	"host":             {fieldSite, 2},
	"x-real-ip":        {fieldRealIP, 0},
	"cf-connecting-ip": {fieldEdge, 0},
	"x-forwarded-for":  {fieldForwarded, 0},
}

// apacheSkipped are the letters whose values are passed over.
const apacheSkipped = "ACefiklLnopPRSXIcxg"

// percent is one variable as Apache writes it: %>s, %!200{Referer}i.
type percent struct {
	argument string
	original bool // "<": of the request before internal redirects
	final    bool // ">"
	letter   byte
	end      int // place after it
}

// apacheSteps cuts a LogFormat string into its variables and what stands
// between them.
func apacheSteps(t *layoutText) ([]step, error) {
	var steps []step
	var literal []byte
	for i := 0; i < len(t.b); i++ {
		if t.b[i] != '%' {
			literal = append(literal, t.b[i])
			continue
		}
		if i+1 < len(t.b) && t.b[i+1] == '%' {
			literal = append(literal, '%')
			i++
			continue
		}
		v, err := readPercent(t, i)
		if err != nil {
			return nil, err
		}
		s := step{literal: literal, name: string(t.b[i:v.end]), at: t.place(i)}
		literal = nil
		if v.letter == 't' && v.argument == "" {
			s.literal = append(s.literal, '[')
			literal = []byte("]")
		}
		if err := s.apache(v, t.place(i)); err != nil {
			return nil, err
		}
		steps = append(steps, s)
		i = v.end - 1
	}
	return append(steps, step{literal: literal, kind: stepEnd}), nil
}

// readPercent reads the variable at a place of the layout.
func readPercent(t *layoutText, i int) (v percent, err error) {
	j := i + 1
	for ; j < len(t.b); j++ {
		switch c := t.b[j]; {
		case c == '<':
			v.original = true
		case c == '>':
			v.final = true
		case c == '{':
			n := bytes.IndexByte(t.b[j:], '}')
			if n < 0 {
				return v, layoutError("layout-open", t.place(j), "value", "{", "suggestion", "}")
			}
			v.argument = string(t.b[j+1 : j+n])
			j += n
		case c == '!' || c == ',' || isDigit(c):
		default:
			v.letter, v.end = c, j+1
			if c == '^' && j+2 < len(t.b) { // %{Name}^ti, %{Name}^to
				v.end = j + 3
			}
			return v, nil
		}
	}
	return v, unknownPercent(t.place(i), string(t.b[i:]))
}

func unknownPercent(at int, text string) error {
	return layoutError("layout-directive", at, "value", text, "suggestion", "%h %u %t %r %>s %b %{Referer}i")
}

// apache says what a step does with its variable.
func (s *step) apache(v percent, at int) error {
	switch {
	case v.letter == 't':
		return s.apacheTime(v.argument, at)
	case v.letter == 'i' && v.argument != "":
		s.place = apacheHeaders[strings.ToLower(v.argument)]
		s.list = strings.EqualFold(v.argument, "x-forwarded-for")
	case v.letter == 'T' && v.argument != "":
		return s.apacheDuration(v.argument, at)
	case v.letter == 's' && v.final:
		s.place = place{fieldStatus, 0}
	case v.letter == 'a' && v.argument == "c" || v.letter == 'h' && v.argument == "c":
		s.place = place{fieldPeer, 0}
	case v.letter == '^' || strings.IndexByte(apacheSkipped, v.letter) >= 0:
	default:
		var known bool
		if s.place, known = apacheLetters[v.letter]; !known {
			return unknownPercent(at, s.name)
		}
	}
	return nil
}

// apacheDuration reads the unit of %{unit}T.
func (s *step) apacheDuration(unit string, at int) error {
	switch unit {
	case "s":
		s.place = place{fieldSeconds, 1}
	case "ms":
		s.place = place{fieldMillis, 0}
	case "us":
		s.place = place{fieldMicros, 0}
	default:
		return layoutError("layout-directive", at, "value", s.name, "suggestion", "%{s}T, %{ms}T, %{us}T")
	}
	return nil
}

// apacheTime reads the form of %{form}t.
func (s *step) apacheTime(form string, at int) error {
	form = strings.TrimPrefix(strings.TrimPrefix(form, "begin:"), "end:")
	s.place = place{fieldTime, 1}
	switch form {
	case "", "%d/%b/%Y:%H:%M:%S %z":
		s.kind = stepCLF
	case "sec", "msec", "usec", "%s":
		s.place.rank = 0
	case "msec_frac", "usec_frac":
		s.kind, s.ops = stepTime, []byte{opFraction}
	default:
		s.kind = stepTime
		return s.strftime(form, at)
	}
	return nil
}
