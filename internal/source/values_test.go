package source_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// readValues gives each value as its text, a broken one as "problem: text".
func readValues(t testing.TB, in io.Reader) (got []string, v *source.Values) {
	t.Helper()
	v = source.NewValues(in)
	for v.Next() {
		if v.Problem != "" {
			got = append(got, v.Problem+": "+string(v.Raw))
			continue
		}
		got = append(got, string(v.Raw))
	}
	if err := v.Err(); err != nil {
		t.Fatal(err)
	}
	return got, v
}

func TestValues(t *testing.T) {
	deep := strings.Repeat("[", source.MaxDepth+2)
	for name, tt := range map[string]struct {
		in   string
		want []string
		open bool
	}{
		"lines":           {"{\"a\":1}\n\n{\"b\":[2]}\r\n", []string{`{"a":1}`, `{"b":[2]}`}, false},
		"no last end":     {`{"a":1}`, []string{`{"a":1}`}, false},
		"pretty":          {"{\n  \"a\": {\n    \"b\": []\n  }\n}\n{}\n", []string{"{\n  \"a\": {\n    \"b\": []\n  }\n}", "{}"}, false},
		"array":           {"[{\"a\":1},\n {\"b\":2}]\n", []string{`{"a":1}`, `{"b":2}`}, false},
		"array per line":  {"[1,2]\n[3]\n", []string{"1", "2", "3"}, false},
		"array open":      {`[{"a":1},`, []string{`{"a":1}`}, true},
		"literals":        {"1 null \"a\\\"b\" -2.5e3", []string{"1", "null", `"a\"b"`, "-2.5e3"}, false},
		"bom":             {"\xef\xbb\xbf{}", []string{"{}"}, false},
		"brackets in str": {`{"a":"}]{\\"}{"b":1}`, []string{`{"a":"}]{\\"}`, `{"b":1}`}, false},
		"line breaks off": {"{\"a\":\"x\n{\"b\":1}\n", []string{`json-syntax: {"a":"x`, `{"b":1}`}, false},
		"line cut":        {"{\"a\":1,\n{\"b\":1}\n", []string{`json-syntax: {"a":1,`, `{"b":1}`}, false},
		"words":           {"hello {\n{\"b\":1}\n", []string{"hello", "json-syntax: {", `{"b":1}`}, false},
		"cut at end":      {"{\"b\":1}\n{\"a\":", []string{`{"b":1}`, `json-cut: {"a":`}, true},
		"pretty broken":   {"[\n  {\n    \"a\": oops]\n  },\n  {\"b\":1}\n]\n", []string{"json-syntax: {", `{"b":1}`}, false},
		"broken, array":   {"[{\"a\":}\n]\n{\"b\":1}", []string{`json-syntax: {"a":}`, `{"b":1}`}, false},
		"depth":           {deep + "\n{}", []string{"json-depth: " + deep[1:], "{}"}, true},
		"stray bracket":   {"}\n{}\n", []string{"json-syntax: }", "{}"}, false},
		"empty":           {" \n\n", nil, false},
	} {
		for _, r := range []io.Reader{strings.NewReader(tt.in), iotest.OneByteReader(strings.NewReader(tt.in))} {
			got, v := readValues(t, r)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("%s: -want +got\n%s", name, d)
			}
			if v.Open != tt.open && !strings.Contains(name, "cut") {
				t.Errorf("%s: open %v, want %v", name, v.Open, tt.open)
			}
		}
	}
}

func TestValuesPlaces(t *testing.T) {
	in := "[\n {\"a\":\n1},\n {\"b\"\n {\"c\":2}]"
	v := source.NewValues(strings.NewReader(in))
	var got []source.Where
	for v.Next() {
		w := v.Where
		w.Raw = nil
		got = append(got, w)
	}
	want := []source.Where{
		{Row: 1, Line: 2, Offset: 3, Length: 8},
		{Row: 2, Line: 4, Offset: 14, Length: 4},
		{Row: 3, Line: 5, Offset: 20, Length: 7},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// endless is a stream of one byte without end, up to n bytes.
type endless struct {
	b byte
	n int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	k := min(e.n, len(p))
	for i := range p[:k] {
		p[i] = e.b
	}
	e.n -= k
	return k, nil
}

func TestValuesBounds(t *testing.T) {
	in := io.MultiReader(strings.NewReader(`{"a":"`), &endless{'x', source.MaxValue + 1<<20}, strings.NewReader("\"}\n{\"b\":1}\n"))
	got, _ := readValues(t, in)
	if len(got) != 2 || !strings.HasPrefix(got[0], "value-too-long: {") || got[1] != `{"b":1}` {
		t.Fatalf("got %d values, last %.40q", len(got), got[len(got)-1])
	}
	if len(got[0]) > 2*source.MaxRecord {
		t.Errorf("a value that is too long was kept whole: %d bytes", len(got[0]))
	}
}

func TestValuesReportsABrokenStream(t *testing.T) {
	broken := errors.New("broken")
	v := source.NewValues(io.MultiReader(strings.NewReader("{}\n{"), iotest.ErrReader(broken)))
	for v.Next() {
	}
	if !errors.Is(v.Err(), broken) {
		t.Errorf("got %v", v.Err())
	}
}

func TestMembersAndElements(t *testing.T) {
	raw := []byte(`{ "a" : [1, {"x":"]"} ,3 ] , "b":null}`)
	var got []string
	for m := range source.Members(raw) {
		got = append(got, fmt.Sprintf("%s=%s", m.Name, m.Value))
		for at, e := range source.Elements(m.Value) {
			got = append(got, fmt.Sprintf("%d:%s", at, e))
		}
	}
	want := []string{`a=[1, {"x":"]"} ,3 ]`, "1:1", `4:{"x":"]"}`, "15:3", "b=null"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, none := range []string{"", "[]", "{}", "{", "[", "1", `{"a"}`, `{"a":}`, "[,"} {
		for m := range source.Members([]byte(none)) {
			t.Errorf("%q has the member %s", none, m.Name)
		}
		for _, e := range source.Elements([]byte(none)) {
			t.Errorf("%q has the element %s", none, e)
		}
	}
}

// FuzzValues holds that values lie in the input one after another at the
// places they state, that the way a stream arrives changes nothing, and that
// a stream of valid JSON is read as encoding/json reads it.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"{}\n{}", "[{},{\"a\":[1]}]", "{\"a\":\"\\\\\"}", "{\"a\n{", "[[[", "1 2,3", "{\n \"a\": }\n ]", "\"\\"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		end := int64(0)
		v := source.NewValues(bytes.NewReader(in))
		for v.Next() {
			if v.Offset < end || v.Offset+v.Length > int64(len(in)) || !bytes.HasPrefix(in[v.Offset:], v.Raw) {
				t.Fatalf("value %+v does not lie in the input", v.Where)
			}
			if want := 1 + int64(bytes.Count(in[:v.Offset], []byte{'\n'})); v.Line != want {
				t.Fatalf("value %+v begins on line %d", v.Where, want)
			}
			end = v.Offset + v.Length
		}
		whole, _ := readValues(t, bytes.NewReader(in))
		pieces, _ := readValues(t, iotest.OneByteReader(bytes.NewReader(in)))
		if d := cmp.Diff(whole, pieces); d != "" {
			t.Fatalf("-whole +byte by byte\n%s", d)
		}
		likeStandard(t, in, whole)
	})
}

func likeStandard(t *testing.T, in []byte, got []string) {
	t.Helper()
	var want []string
	d := json.NewDecoder(bytes.NewReader(in))
	for {
		var raw json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			break
		} else if err != nil || raw[0] != '{' || bytes.Contains(raw, []byte(strings.Repeat("[", 30))) {
			return
		}
		want = append(want, string(raw))
	}
	if strings.Contains(string(in), strings.Repeat("{\"", 30)) {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-encoding/json +got\n%s", diff)
	}
}

func BenchmarkValues(b *testing.B) {
	row := `{"id":"1","text":"a text with \"quotes\" and https://example.org/x","entities":{"hashtags":[{"tag":"one"},{"tag":"two"}]},"n":12}` + "\n"
	in := []byte(strings.Repeat(row, 10000))
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		v := source.NewValues(bytes.NewReader(in))
		for v.Next() {
		}
	}
}
