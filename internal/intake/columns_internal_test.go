package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumnsOf(t *testing.T) {
	for head, want := range map[string][]string{
		"who,when,what\na,b,c\n":         {"who", "when", "what"},
		"\xef\xbb\xbfwho;when\n1;2\n":    {"who", "when"},
		"who\twhen\n1\t2, 3\n":           {"who", "when"},
		"one line,of prose\n":            nil,
		"1,2,3\n4,5,6\n":                 nil,
		"a,b\nc\n":                       nil,
		"{\"a\":1,\"b\":2}\n{\"a\":1}\n": nil,
		"":                               nil,
	} {
		if d := cmp.Diff(want, columnsOf([]byte(head))); d != "" {
			t.Errorf("%q: -want +got\n%s", head, d)
		}
	}
}

func TestFieldsOf(t *testing.T) {
	for head, want := range map[string][]string{
		`{"a":1,"user":{"id":2,"tags":["x",{"y":1}]},"z":null}`: {"a", "user.id", "user.tags", "z"},
		`[{"a":"x","b":true},{"c":1}]`:                          {"a", "b"},
		`{"posts":[{"a":1}],"n":2}`:                             {"posts", "n"},
		`{"a":{"b":{"c":"cut`:                                   nil,
		`not JSON`:                                              nil,
	} {
		if d := cmp.Diff(want, fieldsOf([]byte(head))); d != "" {
			t.Errorf("%s: -want +got\n%s", head, d)
		}
	}
}
