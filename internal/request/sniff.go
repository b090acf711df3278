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
		line = afterZeros(bytes.TrimRight(line, "\r"))
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		all++
		p.begin(line)
		if !parse(p, line) {
			if p.fault.problem == "error-log-line" || line[0] == '#' {
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
// first the format that most of them are. Of two that as many lines are, the
// one that has more fields is first by its bonus.
func sniffCLF(head []byte, bonus int, is func(*parser) bool) int {
	all, read, wanted := sniff(head, newParser("", source.Options{Zone: time.UTC}), clf, is)
	if all == 0 && bonus == bonusCombined && isAllErrors(head) {
		return 30 // requests may follow; if none do, it is said what the lines are
	}
	if read == 0 || 2*read < all {
		return sniffAmid(head, clf, is)
	}
	score := 40 + 50*read/all
	if 2*wanted >= read {
		return score + bonus
	}
	return score - 35 + 20*wanted/read
}

func isCommon(p *parser) bool    { return !p.full && !p.vhost }
func isCombined(p *parser) bool  { return p.full && !p.vhost && p.more == moreNothing }
func isWithVhost(p *parser) bool { return p.vhost && p.more == moreNothing }
func isIngress(p *parser) bool   { return p.more == moreIngress }
func isTraefik(p *parser) bool   { return p.more == moreTraefik }

// sniffText scores the share of lines that are requests among those that are
// neither comments nor known to be something else.
func sniffText(head []byte, parse parseLine) int {
	p := newParser("", source.Options{Zone: time.UTC})
	all, read, _ := sniff(head, p, func(p *parser, line []byte) bool {
		if parse(p, line) {
			return true
		}
		if p.fault.problem == "not-a-request" {
			p.fault.problem = "error-log-line"
		}
		return false
	}, always)
	if read == 0 || 2*read < all {
		return sniffAmid(head, parse, always)
	}
	return 50 + 45*read/all
}

// isAllErrors is true for a head that holds lines of error logs alone.
func isAllErrors(head []byte) bool {
	errors, other := false, false
	eachLine(head, amidLines, func(line []byte) {
		start, end := unwrap(line)
		start += prefix(line[start:end])
		errors = errors || isErrorLog(line[start:end])
		other = other || !isErrorLog(line[start:end]) && line[0] != '#'
	})
	return errors && !other
}

// amidLines is how many lines are looked at for a format that is not that of
// most of the first ones.
const amidLines = 1000

// sniffAmid scores a format of lines that stand among others: of a log that
// holds several formats, none of which is most of it, or of a stream that
// begins with what else a server or a container had to say. One line in twenty
// has to be a request of whichever format, and two at least of this one, or
// half of them all. It is always less sure than a format of most lines.
func sniffAmid(head []byte, parse parseLine, is func(*parser) bool) int {
	p := newParser("", source.Options{Zone: time.UTC})
	all, own := 0, 0
	eachLine(head, amidLines, func(line []byte) {
		if line[0] != '#' {
			all++
		}
		if p.begin(line); parse(p, line) && is(p) {
			own++
		}
	})
	if own == 0 {
		return 0
	}
	mix, read := newMixture(p, "common"), 0
	eachLine(head, amidLines, func(line []byte) {
		if p.begin(line); mix.read(p, clf, line) {
			read++
		}
	})
	if read < own || 20*read < all || own < 2 && 2*read < all {
		return 0
	}
	return 30 + 15*own/read
}

// eachLine gives the first lines of a head that are whole and not blank to do.
func eachLine(head []byte, most int, do func(line []byte)) {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if whole := bytes.LastIndexByte(head, '\n') + 1; whole > 0 {
		head = head[:whole] // the last line may be cut
	}
	for n := 0; len(head) > 0 && n < most; {
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\n"))
		if line = afterZeros(bytes.TrimRight(line, "\r")); len(bytes.TrimSpace(line)) > 0 {
			n++
			do(line)
		}
	}
}

// sniffW3C asks for a "#Fields:" line with a time and a client, or for records
// that can be read without one. edge asks for those of CloudFront.
func sniffW3C(head []byte, edge bool) int {
	var f w3c
	p := newParser("", source.Options{Zone: time.UTC})
	all, read, _ := sniff(head, p, func(p *parser, line []byte) bool {
		if f.directive(line) {
			p.fault.problem = "error-log-line"
			return false
		}
		return f.parse(p, line)
	}, always)
	cloudFront := f.edge || f.columns == nil && bytes.IndexByte(head, '\t') >= 0
	switch {
	case cloudFront != edge:
		return 0
	case f.columns != nil && f.complete():
		return 97
	case read == 0 || 2*read < all:
		return 0
	}
	return 50 + 45*read/all
}

func always(*parser) bool { return true }
