package request

import (
	"bytes"
	"context"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// parser reads one line after another into the same Request. Everything a
// line needs lives here, so that a line costs no allocation.
type parser struct {
	format string         // name of the format, for messages
	site   string         // of the options, for lines that name none
	zone   *time.Location // of the options
	trust  []netip.Prefix // of the options
	clock  clock

	req     Request
	scratch []byte // holds what had to be unescaped or put in canonical form
	valid   bool   // the line is UTF-8
	plain   bool   // it is, and holds no backslash
	style   escape // how the server escaped what clients sent
	logged  bool   // the line itself names its site
	vhost   bool   // the line begins with its virtual host
	full    bool   // the line has a referer and an agent (combined)
	more    more   // who added fields after the agent

	decided bool // req.Via was set
	strict  bool // a reader that takes anything has to leave what others know better
	final   bool // the line is of the format, though no request: no other is tried

	path    []byte     // of the key in a JSON object that is being read
	shape   *jsonShape // that memos are of
	memos   [][]memo   // what its table said of the keys of each object, by their place
	spare   memo       // for a key that is not remembered
	payload []byte     // a line that lay within an object
	inner   *mixture   // readers of such lines
	mix     *mixture   // readers of lines that the chosen format refuses; nil until there is one
	common  bool       // the chosen format is the Common Log Format or its kin
	own     int64      // lines that the chosen format read before that
	kinds   [5]int64   // lines of the Common Log Format that were read, by clfKinds

	fault    fault  // why the line is a reject
	cut      string // field in which the line breaks off, "" if it does not
	twice    string // field that appears twice, "" if none does
	noSite   []byte // a Host that is none, nil if there is no such
	replaced bool   // bytes that are not UTF-8 were replaced
}

// fault is a problem with a line before it is put into words.
type fault struct {
	problem   string // a key of source.Problems
	field     string
	value     []byte // what was read, for problems that quote it
	at        int    // byte of the line, from 0, for "line-format"
	low, high int64
}

// parseLine reads a line into p.req; false means that p.fault says why not.
type parseLine func(p *parser, line []byte) bool

func newParser(format string, opt source.Options) *parser {
	return &parser{
		format: format, site: strings.ToLower(opt.Site), zone: opt.Zone, trust: opt.Trust,
		clock: clock{zone: opt.Zone, user: opt.Zone}, common: slices.Contains(clfKinds[:], format),
	}
}

// readLines gives every line of a stream to parse and what comes of it to
// the sink.
func readLines(ctx context.Context, in *source.Stream, p *parser, parse parseLine, to source.Sink[Request]) error {
	lines := source.NewLines(in)
	for lines.Next() {
		if lines.Row&1023 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := p.line(lines, parse, to); err != nil {
			return err
		}
	}
	p.report(to)
	return lines.Err()
}

// line hands exactly one Record or one rejecting Issue to the sink.
func (p *parser) line(lines *source.Lines, parse parseLine, to source.Sink[Request]) error {
	raw := afterZeros(lines.Raw)
	p.begin(raw)
	p.req.Where = lines.Where
	if lines.TooLong {
		return to.Issue(source.Issue{
			Where: lines.Where, Reject: true,
			Problem: lang.M("line-too-long", "limit", source.MaxRecord),
		})
	}
	if !p.read(parse, raw) {
		return to.Issue(source.Issue{Where: lines.Where, Reject: true, Column: p.fault.field, Problem: p.message()})
	}
	if !p.decided {
		p.decide(ViaPeer)
	}
	if err := to.Record(&p.req); err != nil {
		return err
	}
	return p.warn(lines.Where, to)
}

// afterZeros is a line without the zero bytes before it, which rotation leaves
// in a log that is emptied while a server writes to it.
func afterZeros(line []byte) []byte {
	if len(line) > 0 && line[0] == 0 {
		return bytes.TrimLeft(line, "\x00")
	}
	return line
}

// begin forgets the last line.
func (p *parser) begin(line []byte) {
	p.req = Request{Site: p.site, Bytes: Unknown, Duration: Unknown}
	p.scratch = p.scratch[:0]
	p.valid = utf8.Valid(line)
	p.plain = p.valid && bytes.IndexByte(line, '\\') < 0
	p.style = escapeC
	p.logged, p.vhost, p.full, p.replaced = false, false, false, false
	p.decided, p.final, p.strict = false, false, false
	p.more = moreNothing
	p.cut, p.twice, p.noSite = "", "", nil
}

// warn says what is wrong with a record that was kept.
func (p *parser) warn(w source.Where, to source.Sink[Request]) error {
	if p.cut != "" {
		if err := to.Issue(source.Issue{Where: w, Column: p.cut, Problem: lang.M("cut-short", "field", p.cut)}); err != nil {
			return err
		}
	}
	if p.twice != "" {
		if err := to.Issue(source.Issue{Where: w, Column: p.twice, Problem: lang.M("duplicate-field", "field", p.twice)}); err != nil {
			return err
		}
	}
	if p.noSite != nil {
		if err := to.Issue(source.Issue{Where: w, Column: "site", Problem: lang.M("not-an-address", "value", quote(p.noSite))}); err != nil {
			return err
		}
	}
	if p.replaced {
		return to.Issue(source.Issue{Where: w, Problem: lang.M("not-utf8")})
	}
	return nil
}

// message puts the fault into words. It copies what it quotes.
func (p *parser) message() lang.Message {
	f := p.fault
	switch f.problem {
	case "line-format":
		return lang.M(f.problem, "format", p.format, "column", f.at+1)
	case "out-of-range":
		return lang.M(f.problem, "value", quote(f.value), "low", f.low, "high", f.high)
	case "field-count":
		return lang.M(f.problem, "got", f.low, "want", f.high)
	case "field-missing", "field-empty":
		return lang.M(f.problem, "field", f.field)
	case "not-json":
		return lang.M(f.problem, "why", quote(f.value))
	case "error-log-line", "not-a-request":
		return lang.M(f.problem)
	}
	return lang.M(f.problem, "value", quote(f.value))
}

// quote copies a value for a message, at most 100 bytes of valid UTF-8.
func quote(b []byte) string {
	const most = 100
	if len(b) > most {
		return strings.ToValidUTF8(string(b[:most]), "\uFFFD") + "…"
	}
	return strings.ToValidUTF8(string(b), "\uFFFD")
}

// bad notes that a field holds a value that it cannot hold.
func (p *parser) bad(problem, field string, value []byte) bool {
	p.fault = fault{problem: problem, field: field, value: value}
	return false
}

// outside notes that a number lies outside what is possible.
func (p *parser) outside(field string, value []byte, low, high int64) bool {
	p.fault = fault{problem: "out-of-range", field: field, value: value, low: low, high: high}
	return false
}

// broken notes that the line leaves its format at a byte.
func (p *parser) broken(field string, at int) bool {
	p.fault = fault{problem: "line-format", field: field, at: at}
	return false
}
