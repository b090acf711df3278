package architecture_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTheRulesCatch shows each rule a made-up tree that breaks it, beside one
// line that looks alike and does not.
func TestTheRulesCatch(t *testing.T) {
	table := map[string]place{
		"internal/low": {0, ""}, "internal/side": {0, ""}, "internal/high": {1, "low"}, "internal/cli": {2, "high"},
	}
	here := `"` + module
	cases := map[string]struct {
		rule  func([]*file) []string
		files map[string]string
		want  []string
	}{
		"an import upward": {
			func(f []*file) []string { return imports(f, table) },
			map[string]string{
				"internal/low/a.go":       "package low\nimport " + here + `/internal/high"`,
				"internal/low/a_test.go":  "package low_test\nimport " + here + `/internal/high"`,
				"internal/high/a.go":      "package high\nimport " + here + `/internal/low"`,
				"internal/high/b.go":      "package high\nimport " + here + `/internal/side"`,
				"internal/high/b_test.go": "package high_test\nimport " + here + `/internal/side"`,
				"internal/new/a.go":       "package new",
			},
			[]string{
				"internal/high/b.go: internal/high may not import internal/side",
				"internal/low/a.go: internal/low may not import internal/high",
				"internal/low/a_test.go: this test imports internal/high, which is above its package",
				"internal/new: the table of packages does not have this package",
			},
		},
		"a stale table": {
			func(f []*file) []string { return stale(f, table) },
			map[string]string{
				"internal/low/a.go": "package low", "internal/side/a.go": "package side", "internal/high/a.go": "package high",
			},
			[]string{
				"internal/cli: the table has this package, the tree has not",
				"internal/high: the table lets it import internal/low, which it does not",
			},
		},
		"a table that goes up": {
			func([]*file) []string {
				return upward(map[string]place{"internal/a": {1, "b c"}, "internal/b": {1, ""}})
			},
			nil,
			[]string{
				"table: internal/a on floor 1 names internal/b, which is not below it",
				"table: internal/a on floor 1 names internal/c, which is not below it",
			},
		},
		"verify leaning on the rest": {
			apart,
			map[string]string{
				"verify/a.go":              "package verify\nimport " + here + `/internal/low"`,
				"verify/pack/a.go":         "package pack\nimport " + here + `/verify"`,
				"internal/low/a.go":        "package low\nimport " + here + `/verify"`,
				"internal/cli/a.go":        "package cli\nimport " + here + `/verify/pack"`,
				"internal/verifyish/a.go":  "package verifyish\nimport " + here + `/internal/low"`,
				"internal/low/out_test.go": "package low_test\nimport " + here + `/verify"`,
			},
			[]string{
				"internal/low/a.go: imports " + "verify; verify shares no code with the rest",
				"verify/a.go: imports internal/low; verify shares no code with the rest",
			},
		},
		"what is forbidden": {
			forbidden,
			map[string]string{
				"a/a.go":                 "package a\nimport (\"unsafe\"; \"C\"; \"math/rand\"; \"math/rand/v2\")\nfunc init() {}\nfunc (x T) init() {}",
				"internal/post/alias.go": "package post\nimport \"unsafe\"",
			},
			[]string{
				"a/a.go: imports C", "a/a.go: imports math/rand", "a/a.go: imports unsafe, and is not in its list",
				"a/a.go:3: func init runs before anyone asked for it",
			},
		},
		"clock and randomness": {
			chanceAndClock,
			map[string]string{
				"a/a.go":                 "package a\nimport (\"time\"; r \"math/rand/v2\")\nvar now = time.Now\nvar x = r.IntN(3)\nvar y = r.New(r.NewPCG(1, 2))",
				"a/b.go":                 "package a\nimport \"crypto/rand\"\nfunc f(time clock) { time.Now(); rand.Read(nil) }",
				"a/a_test.go":            "package a\nimport \"time\"\nvar start = time.Now()",
				"internal/cli/system.go": "package cli\nimport \"time\"\nvar now = time.Now",
			},
			[]string{
				"a/a.go:3: time.Now; the clock is injected", "a/a.go:4: rand.IntN has no seed",
				"a/b.go: imports crypto/rand, and is not in its list",
			},
		},
		"the world outside": {
			outside,
			map[string]string{
				"a/a.go": "package a\nimport (\"os\"; \"net/http\")\nvar out = os.Stdout\nvar f = os.Open",
			},
			[]string{"a/a.go: imports net/http, and is not in its list", "a/a.go:3: os.Stdout; it is injected"},
		},
		"printing": {
			prints,
			map[string]string{
				"a/a.go":      "package a\nimport \"fmt\"\nfunc f() { fmt.Println(1); fmt.Fprintln(w, 1); println(2) }",
				"a/a_test.go": "package a\nimport \"fmt\"\nfunc g() { fmt.Println(1) }",
			},
			[]string{
				"a/a.go:3: fmt.Println; only the command line prints, on the stream it was given", "a/a.go:3: println",
			},
		},
		"variables that are written to": {
			mutable,
			map[string]string{
				"a/a.go": "package a\nvar count int\nvar table = map[string]int{}\nvar still = 1\nfunc f() { count++; table[\"x\"] = 2 }",
				"a/b.go": "package a\nfunc g() { still := 2; still = 3; _ = still; count += 1 }",
				"b/b.go": "package b\nfunc h(count *int) { *count = 1 }",
			},
			[]string{
				"a/a.go:5: count is a package variable, and is written to",
				"a/a.go:5: table is a package variable, and is written to",
				"a/b.go:2: count is a package variable, and is written to",
			},
		},
		"modules of others": {
			func(f []*file) []string {
				return borrowed(f, []dependency{{module: "example.org/a"}, {module: "example.org/t", testsOnly: true}, {module: "example.org/idle"}})
			},
			map[string]string{
				"a/a.go":      "package a\nimport (\"fmt\"; \"example.org/a/sub\"; \"example.org/t\"; \"example.org/apart\")",
				"a/a_test.go": "package a\nimport \"example.org/t\"",
			},
			[]string{
				"a/a.go: imports example.org/apart, which is of no listed dependency",
				"a/a.go: imports example.org/t, which is for tests", "dependency example.org/idle: nothing imports it",
			},
		},
		"names and lengths": {
			func(f []*file) []string { return append(names(f), lengths(f)...) },
			map[string]string{"a/utils/a.go": "package utils\n", "a/long/a.go": "package long\n" + lines(500), "a/a.go": "package a\n" + lines(499)},
			[]string{"a/long/a.go: 501 lines, at most 500", "a/utils: the name of this package says nothing"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, sorted(c.rule(madeUp(t, c.files)))); d != "" {
				t.Errorf("complaints (-want +got):\n%s", d)
			}
		})
	}
}

// madeUp parses files that are given by their text.
func madeUp(t *testing.T, texts map[string]string) (files []*file) {
	t.Helper()
	for path, text := range texts {
		f, err := parse(path, text)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

func sorted(complaints []string) []string {
	slices.Sort(complaints)
	return complaints
}

func lines(n int) string { return strings.Repeat("\n", n) }
