package request

import (
	"bytes"
	"time"

	"github.com/unveil-project/unveil/internal/source"
)

// sniffLines is how many lines a Sniff looks at.
const sniffLines = 50

// sniff parses the first lines of a stream and counts them: all that were
// looked at, those that are requests, and those of which more is true.
func sniff(head []byte, p *parser, parse parseLine, more func(*parser) bool) (all, read, wanted int) {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	cutAnywhere := bytes.LastIndexByte(head, '\n') + 1
	if cutAnywhere > 0 {
		head = head[:cutAnywhere] // the last line may be cut
	}
	for len(head) > 0 && all < sniffLines {
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		all++
		p.begin(line)
		if !parse(p, line) {
			if p.fault.problem == "error-log-line" {
				all-- // mixed into many logs; it says nothing
			}
			continue
		}
		read++
		if more(p) {
			wanted++
		}
	}
	return all, read, wanted
}

// sniffCLF scores the share of lines that the CLF reader can read, and puts
// first the format that most of them are.
func sniffCLF(head []byte, is func(*parser) bool) int {
	all, read, wanted := sniff(head, newParser("", source.Options{}), clf, is)
	if read == 0 || 2*read < all {
		return 0
	}
	score := 40 + 50*read/all
	if 2*wanted >= read {
		return score
	}
	return score - 35 + 20*wanted/read
}

func isCommon(p *parser) bool    { return !p.full && !p.vhost }
func isCombined(p *parser) bool  { return p.full && !p.vhost }
func isWithVhost(p *parser) bool { return p.vhost }

func always(*parser) bool { return true }

// sniffNginxJSON asks for a client, a time and a status or something asked.
func sniffNginxJSON(head []byte) int {
	f, err := newFlatJSON(source.Options{Zone: time.UTC})
	if err != nil {
		return 0
	}
	all, read, asked := sniff(head, newParser("", source.Options{Zone: time.UTC}), f.parse, func(p *parser) bool {
		return p.req.Path != "" && (p.req.Status != 0 || p.req.Method != "")
	})
	if read == 0 || 2*asked < all {
		return 0
	}
	return 40 + 45*asked/all
}

func sniffCaddyJSON(head []byte) int {
	all, read, _ := sniff(head, newParser("", source.Options{Zone: time.UTC}), caddyJSON, always)
	if read == 0 || 3*read < all {
		return 0
	}
	return 55 + 40*read/all
}
