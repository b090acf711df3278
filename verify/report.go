package verify

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
)

// report is what is checked of report.json.
type report struct {
	Schema  string   `json:"schema"`
	Version string   `json:"version"`
	Lines   tally    `json:"lines"`
	Formats []format `json:"formats"`
	Inputs  []source `json:"inputs"`
	Sites   []site   `json:"sites"`
	Bursts  []burst  `json:"bursts"`
	Probes  []probe  `json:"probes"`
	// Evidence are the quotes that stand with no burst.
	Evidence []evidence `json:"evidence"`
}

type tally struct {
	Read       int64 `json:"read"`
	Kept       int64 `json:"kept"`
	Duplicates int64 `json:"duplicates"`
	Rejects    int64 `json:"rejects"`
	Outside    int64 `json:"outside"`
}

type format struct {
	Name  string `json:"name"`
	Lines int64  `json:"lines"`
}

type source struct {
	File     string `json:"file"`
	Role     string `json:"role"`
	SHA256   string `json:"sha256"`
	Bytes    int64  `json:"bytes"`
	Packing  string `json:"packing"`
	Unpacked int64  `json:"unpacked"`
	tally
}

type site struct {
	Name     string `json:"name"`
	Requests int64  `json:"requests"`
	Series   series `json:"series"`
}

type series struct {
	Requests []int64   `json:"requests"`
	Failed   []int64   `json:"failed"`
	Expected []float64 `json:"expected"`
}

type burst struct {
	ID         string    `json:"id"`
	Site       string    `json:"site"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
	Requests   int64     `json:"requests"`
	Verdict    string    `json:"verdict"`
	Likelihood float64   `json:"likelihood"`
	Attack     float64   `json:"attack_requests"`
	Crowd      float64   `json:"crowd_requests"`
	Other      float64   `json:"other_requests"`
	Baseline   struct {
		Expected float64 `json:"expected_requests"`
	} `json:"baseline"`
	Features []struct {
		Direction string `json:"direction"`
	} `json:"features"`
	Countries []struct {
		Code  string  `json:"code"`
		Share float64 `json:"share"`
		Low   float64 `json:"low"`
		High  float64 `json:"high"`
	} `json:"countries"`
	Networks []struct {
		Share    float64 `json:"share"`
		Requests int64   `json:"requests"`
	} `json:"top_networks"`
	Members  []string   `json:"members"`
	Evidence []evidence `json:"evidence"`
	Series   series     `json:"series"`
}

type evidence struct {
	Input  string `json:"sha256"`
	File   string `json:"file"`
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	Digest string `json:"digest"`
	Quote  string `json:"quote"`
}

type probe struct {
	Family    string `json:"family"`
	Requests  int64  `json:"requests"`
	Succeeded int64  `json:"succeeded"`
}

// inputs is what is checked of inputs.json.
type inputs struct {
	Schema string `json:"schema"`
	Parser struct {
		Version string `json:"version"`
		Report  string `json:"report"`
	} `json:"parser"`
	Inputs []source `json:"inputs"`
}

// line is one line of lines.jsonl.
type line struct {
	Input      string `json:"sha256"`
	File       string `json:"file"`
	Offset     int64  `json:"offset"`
	Length     int64  `json:"length"`
	Commitment string `json:"commitment"`
	// Record: the line's bytes were not at hand, and the text is what its
	// fields say.
	Record bool   `json:"record"`
	Text   string `json:"text"`
}

// reports are the forms of reports that are known here.
const reportSchema = "unveil/traffic/1"

// parse reads the JSON files and holds their forms.
func (p *pack) parse(io.ReaderAt, int64) error {
	r, in := new(report), new(inputs)
	var whole map[string]json.RawMessage
	if p.decode("report.json", r) && p.decode("report.json", &whole) {
		p.report = r
		p.form("report.json", r.Schema, reportSchema)
	}
	if p.decode("inputs.json", in) {
		p.inputs = in
		p.form("inputs.json", in.Schema, Schema)
	}
	if p.files["lines.jsonl"] != nil {
		p.parseLines()
	}
	if p.report == nil || p.inputs == nil {
		return nil
	}
	if !p.failed("schema") {
		p.pass("schema.ok", "pack", Schema, "report", reportSchema)
	}
	p.agree(whole)
	return nil
}

func (p *pack) form(file, got, want string) {
	if got != want {
		p.fail("schema.unknown", "file", file, "schema", got)
	}
}

// decode reads a JSON file; what stands after the value is an error.
func (p *pack) decode(name string, to any) bool {
	e := p.files[name]
	if e == nil {
		return false // the manifest says so
	}
	b, err := e.bytes()
	if err == nil {
		err = decodeAll(b, to)
	}
	if err != nil {
		p.fail("json.unreadable", "file", name, "why", err.Error())
	}
	return err == nil
}

// decodeAll reads one JSON value. An object that names a member twice is
// refused, in whatever case: readers differ in which of the two they take.
func decodeAll(b []byte, to any) error {
	if err := unambiguous(b); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(to); err != nil {
		return fmt.Errorf("byte %d: %w", d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("byte %d: more than one value", d.InputOffset())
	}
	return nil
}

// maxDepth is how deep values may nest; reports nest to seven.
const maxDepth = 100

// unambiguous holds that no object of a JSON text names a member twice.
func unambiguous(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	type frame struct {
		names map[string]bool // nil: a list
		value bool            // a member's value comes next
	}
	stack := []frame{{}}
	for {
		t, err := d.Token()
		if err != nil {
			return nil // its end, or what Decode says better
		}
		top := &stack[len(stack)-1]
		name, isText := t.(string)
		switch {
		case t == json.Delim('}') || t == json.Delim(']'):
			stack = stack[:len(stack)-1]
			continue
		case top.names != nil && !top.value && isText:
			if name = strings.ToLower(name); top.names[name] {
				return fmt.Errorf("byte %d: the member %q is there twice", d.InputOffset(), name)
			}
			top.names[name], top.value = true, true
			continue
		}
		top.value = false
		if len(stack) > maxDepth {
			return fmt.Errorf("byte %d: nested deeper than %d", d.InputOffset(), maxDepth)
		}
		switch t {
		case json.Delim('{'):
			stack = append(stack, frame{names: map[string]bool{}})
		case json.Delim('['):
			stack = append(stack, frame{})
		}
	}
}

// parseLines reads lines.jsonl.
func (p *pack) parseLines() {
	b, err := p.files["lines.jsonl"].bytes()
	if err != nil {
		p.fail("json.unreadable", "file", "lines.jsonl", "why", err.Error())
		return
	}
	n := int64(0)
	for one := range bytes.Lines(b) {
		n++
		var l line
		if err := decodeAll(one, &l); err != nil {
			p.fail("json.line", "file", "lines.jsonl", "line", n, "why", err.Error())
			continue
		}
		p.lines = append(p.lines, l)
	}
}

// agree holds inputs.json to the report: what both say is the same.
func (p *pack) agree(report map[string]json.RawMessage) {
	var in map[string]json.RawMessage
	if !p.decode("inputs.json", &in) {
		return
	}
	for _, name := range []string{"command", "lines", "formats", "inputs", "clock", "origin"} {
		if !same(report[name], in[name]) {
			p.fail("agree.differs", "member", name)
		}
	}
	if p.inputs.Parser.Version != p.report.Version || p.inputs.Parser.Report != p.report.Schema {
		p.fail("agree.differs", "member", "parser")
	}
	if !p.failed("agree") {
		p.pass("agree.ok")
	}
}

// same is true of two JSON texts of one value.
func same(a, b json.RawMessage) bool {
	var x, y any
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return decodeAll(a, &x) == nil && decodeAll(b, &y) == nil && reflect.DeepEqual(x, y)
}
