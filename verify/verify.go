// Package verify checks an evidence pack: the zip file in which somebody
// states what an access log shows. It works offline, on the pack alone, and
// goes further where it is given the log or a key:
//
//	the pack alone     the zip, the digests of its files, its forms, its counts
//	and the log        the log's SHA-256, and the bytes of every quoted line
//	and an identity    that the public files are the full ones with names hidden
//
// It shares no code with the program that writes packs, and imports only the
// standard library, filippo.io/age and github.com/klauspost/compress. What a
// pack looks like byte for byte is in docs/formats/pack.md.
//
//	f, err := os.Open("out.zip")
//	…
//	result, err := verify.Pack(ctx, f, size, verify.Options{})
//	for _, c := range result.Checks {
//		fmt.Println(c.Outcome, c)
//	}
//
// A check that was passed says that the files agree with each other. It does
// not say that the log is genuine: a log can be edited or cut before a pack is
// made of it.
package verify

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
)

// Schema is the form of packs that is known here.
const Schema = "unveil/pack/1"

// Options are what a pack is checked with, all of it optional.
type Options struct {
	// Inputs are files that the pack was made of, in any order.
	Inputs []Input
	// Identities are private keys that may open the sealed part.
	Identities []age.Identity
	// ID is the id of the pack as it was announced, in hexadecimal digits.
	ID string
}

// Input is one file to compare with what the pack says of it. Open is called
// once; what it gives is read to its end and closed.
type Input struct {
	Name string // for messages
	Open func() (io.ReadCloser, error)
}

// Outcome is what a check came to.
type Outcome string

// The outcomes of a check.
const (
	Passed      Outcome = "passed"
	Failed      Outcome = "failed"
	NotPossible Outcome = "not-possible" // what it needs was not given, or is not in the pack
)

// Check is one thing that was checked.
type Check struct {
	Name    string  `json:"check"`
	Outcome Outcome `json:"outcome"`
	// Reason names the sentence, as Name does in part: "file.differs". The
	// sentences are in Sentences.
	Reason string         `json:"reason"`
	Args   map[string]any `json:"args,omitempty"` // strings and int64
}

// String is the sentence in English.
func (c Check) String() string { return fill(Sentences()[c.Reason].En, c.Args) }

// Result is what the checks of a pack came to.
type Result struct {
	ID     string  `json:"id"` // SHA-256 of the manifest, "" where it has none
	Checks []Check `json:"checks"`
	// Sealed says what the sealed part holds, nil where it was not opened.
	Sealed *Contents `json:"sealed"`
}

// Contents is what a sealed part holds.
type Contents struct {
	Files   []string `json:"files"`
	Lines   int      `json:"lines"`   // with their raw bytes
	Names   int      `json:"names"`   // that pseudonyms stand for
	Members int      `json:"members"` // addresses of machines, which the public report leaves out
}

// OK is true where no check failed.
func (r *Result) OK() bool {
	return !slices.ContainsFunc(r.Checks, func(c Check) bool { return c.Outcome == Failed })
}

// Pack checks a pack of so many bytes. What is wrong with the pack is in the
// result; an error says that the context ended or that r could not be read.
func Pack(ctx context.Context, r io.ReaderAt, size int64, opt Options) (*Result, error) {
	p := &pack{ctx: ctx, opt: opt, result: &Result{}}
	for _, step := range []func(*pack, io.ReaderAt, int64) error{
		(*pack).open, (*pack).manifest, (*pack).parse, (*pack).unseal,
		(*pack).counts, (*pack).bursts, (*pack).quotes, (*pack).given, (*pack).masking,
	} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(p, r, size); err != nil {
			return nil, err
		}
		if len(p.files) == 0 {
			break // no zip file at all
		}
	}
	return p.result, nil
}

// pack is a pack while it is checked. What could not be read is nil.
type pack struct {
	ctx    context.Context
	opt    Options
	result *Result
	files  map[string]*entry
	report *report
	inputs *inputs
	lines  []line
	sealed *sealed
}

// say adds a check with its outcome. Its name is the part of the reason before
// the point.
func (p *pack) say(o Outcome, reason string, args ...any) {
	name, _, _ := strings.Cut(reason, ".")
	c := Check{Name: name, Outcome: o, Reason: reason}
	for i := 0; i+1 < len(args); i += 2 {
		if c.Args == nil {
			c.Args = map[string]any{}
		}
		c.Args[args[i].(string)] = args[i+1]
	}
	p.result.Checks = append(p.result.Checks, c)
}

func (p *pack) pass(reason string, args ...any)   { p.say(Passed, reason, args...) }
func (p *pack) cannot(reason string, args ...any) { p.say(NotPossible, reason, args...) }

// most is how many failures of one check are told: what follows adds nothing.
const most = 10

// fail adds a failure, unless enough of that check were told.
func (p *pack) fail(reason string, args ...any) {
	name, _, _ := strings.Cut(reason, ".")
	told := 0
	for _, c := range p.result.Checks {
		if c.Name == name && c.Outcome == Failed {
			told++
		}
	}
	if told < most {
		p.say(Failed, reason, args...)
	}
}

// failed is true where a check has failed.
func (p *pack) failed(name string) bool {
	return slices.ContainsFunc(p.result.Checks, func(c Check) bool { return c.Name == name && c.Outcome == Failed })
}

// fill puts arguments into a sentence: {name} or {name:how}.
func fill(s string, args map[string]any) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		spec, after, _ := strings.Cut(rest, "}")
		name, _, _ := strings.Cut(spec, ":")
		fmt.Fprint(&b, args[name])
		s = after
	}
}
