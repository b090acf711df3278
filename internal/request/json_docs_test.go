package request

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

var updateDocs = flag.Bool("update", false, "write the tables of docs/formats/requests-json.md")

// jsonPage is the page that lists the keys of every JSON format.
const jsonPage = "../../docs/formats/requests-json.md"

// keyLists writes, for each field of a shape, the keys that it is read from,
// best first.
func keyLists(s *jsonShape) string {
	type key struct {
		name string
		rank int16
	}
	lists := make([][]key, numFields)
	for name, e := range s.table {
		if e.field != fieldSkip && e.field != fieldLogger {
			lists[e.field] = append(lists[e.field], key{name, e.rank})
		}
	}
	var b strings.Builder
	b.WriteString("| field | keys |\n|---|---|\n")
	for f := field(1); f < numFields; f++ {
		if len(lists[f]) == 0 || f == fieldEdge || f == fieldBytesCLF {
			continue
		}
		slices.SortFunc(lists[f], func(a, b key) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.name, b.name))
		})
		var names []string
		for _, k := range lists[f] {
			names = append(names, "`"+k.name+"`")
		}
		name := f.name()
		if f == fieldLine {
			name = "whole line"
		}
		fmt.Fprintf(&b, "| %s | %s |\n", name, strings.Join(names, " "))
	}
	return b.String()
}

// TestJSONKeysAreDocumented holds that the page lists the keys of the program;
// -update writes them.
func TestJSONKeysAreDocumented(t *testing.T) {
	page, err := os.ReadFile(jsonPage)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	shapes := []*jsonShape{
		{name: "nginx-json", table: nginxTable},
		&caddyJSON, &traefikJSON, &haproxyJSON, &envoyJSON, &gcpJSON, &cloudflareJSON, &cloudFrontJSON, &fastlyJSON, &atsJSON,
	}
	for _, s := range shapes {
		begin, end := "<!-- "+s.name+" -->\n", "<!-- /"+s.name+" -->"
		before, rest, ok := strings.Cut(text, begin)
		got, after, ok2 := strings.Cut(rest, end)
		if !ok || !ok2 {
			t.Fatalf("the page has no place for %s", s.name)
		}
		if *updateDocs {
			text = before + begin + keyLists(s) + end + after
		} else if d := gocmp.Diff(keyLists(s), got); d != "" {
			t.Errorf("%s: run go test ./internal/request -update: -program +page\n%s", s.name, d)
		}
	}
	if *updateDocs {
		if err := os.WriteFile(jsonPage, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
