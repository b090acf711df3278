package election_test

import (
	"bufio"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
)

func example(t *testing.T, name string) *election.Election {
	t.Helper()
	data, ok := election.Example(name)
	if !ok {
		t.Fatalf("there is no example %s", name)
	}
	e, problems := election.Parse(name+".yaml", data)
	if len(problems) > 0 {
		t.Fatal(strings.Join(english(problems), "\n"))
	}
	return e
}

func TestExamples(t *testing.T) {
	if d := cmp.Diff([]string{"mexico-2018"}, election.Examples()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, name := range election.Examples() {
		example(t, name)
	}
	for _, name := range []string{"template", "", "../election", "mexico-2018.yaml"} {
		if _, ok := election.Example(name); ok {
			t.Errorf("%q is an example", name)
		}
	}
}

func TestMexico2018(t *testing.T) {
	e := example(t, "mexico-2018")
	seats := map[string]int{}
	for _, c := range e.Contests {
		seats[c.ID] = c.Seats
	}
	if d := cmp.Diff(map[string]int{"president": 1, "senate": 128, "deputies": 500}, seats); d != "" {
		t.Errorf("seats: -want +got\n%s", d)
	}
	want := map[string][]string{
		"RAC":  {"PAN", "PRD", "MC", "PAN_MC", "PAN_PRD", "PAN_PRD_MC", "PRD_MC"},
		"JAMK": {"PRI", "PVEM", "PANAL", "PRI_PANAL", "PRI_PVEM", "PRI_PVEM_PANAL", "PVEM_PANAL"},
		"AMLO": {"PT", "MORENA", "PES", "MORENA_PES", "PT_MORENA", "PT_MORENA_PES", "PT_PES"},
		"JHRC": {"JHRC"},
	}
	for id, columns := range want {
		if d := cmp.Diff(columns, e.Composition(id)); d != "" {
			t.Errorf("columns of %s: -want +got\n%s", id, d)
		}
	}
	var debates []string
	for _, ev := range e.Calendar {
		if ev.Kind == election.Debate {
			debates = append(debates, ev.Start.UTC().Format("2006-01-02 15:04"))
		}
	}
	if d := cmp.Diff([]string{"2018-04-23 01:00", "2018-05-21 02:30", "2018-06-13 02:00"}, debates); d != "" {
		t.Errorf("debates in UTC: -want +got\n%s", d)
	}
}

// TestMexico2018Columns compares the example with the header of the official
// quick-count batch: its ballot columns are exactly the example's.
func TestMexico2018Columns(t *testing.T) {
	f, err := os.Open(filepath.Join(sharedData(t), "sheets", "REMESAS0100020000.txt"))
	if err != nil {
		t.Skip("the quick-count batch is not here:", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Scan()
	lines.Scan()
	header := strings.Split(strings.TrimSpace(lines.Text()), "|")
	from, to := slices.Index(header, "PAN"), slices.Index(header, "CNR")
	want := slices.Sorted(slices.Values(header[from:to]))
	var got []string
	e := example(t, "mexico-2018")
	for _, c := range e.People {
		if c.Coalition != "" {
			got = append(got, e.Composition(c.ID)...)
		}
		if !slices.Contains(header, c.ID) {
			t.Errorf("there is no column %s", c.ID)
		}
	}
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-batch +example\n%s", d)
	}
}

// sharedData finds the recorded data beside the module, or skips.
func sharedData(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		if info, err := os.Stat(filepath.Join(dir, "shared", "data")); err == nil && info.IsDir() {
			return filepath.Join(dir, "shared", "data")
		}
	}
	t.Skip("there is no directory shared/data beside the module")
	return ""
}

func TestTemplate(t *testing.T) {
	for _, name := range []string{"Elección 2030", "", "a: b # c", `say "yes" \ no`, "line\nbreak", "- [x]", "\xff\u202e", "0x10", "null"} {
		e, problems := election.Parse("election.yaml", election.Template(name))
		if e == nil {
			t.Errorf("%q: %s", name, strings.Join(english(problems), "\n"))
			continue
		}
		want := []string{
			"election.yaml:8:10: note: country: ZZ is still the value of the template. Write the ISO 3166-1 code, such as MX.",
			"election.yaml:12:7: note: zone: no time zone is given; times that state none will be rejected. Write a name of the IANA database, such as America/Mexico_City.",
		}
		if d := cmp.Diff(want, english(problems)); d != "" {
			t.Errorf("%q: -want +got\n%s", name, d)
		}
	}
	if e, _ := election.Parse("", election.Template(`say "yes" \ no`)); e.Name != `say "yes" \ no` {
		t.Errorf("name %q", e.Name)
	}
}

// TestTemplateComments holds that the fields shown in comments are right: with
// every # taken away the file still parses, and it uses every field.
func TestTemplateComments(t *testing.T) {
	text := string(election.Template("All"))
	text = regexp.MustCompile(`(?m)^(\w+): \[\]\n#`).ReplaceAllString(text, "$1:\n#")
	text = regexp.MustCompile(`(?m)^#(  )`).ReplaceAllString(text, "$1")
	text = regexp.MustCompile(`(?m)^    # (method:)`).ReplaceAllString(text, "    $1")
	text = strings.Replace(text, "country: ZZ", "country: MX", 1)
	text = strings.Replace(text, `zone: ""`, "zone: America/Mexico_City", 1)
	if _, problems := election.Parse("election.yaml", []byte(text)); len(problems) > 0 {
		t.Errorf("%s\n%s", strings.Join(english(problems), "\n"), text)
	}
	for section, keys := range fields() {
		for _, key := range keys {
			if !regexp.MustCompile(`(?m)^[ -]*` + key + `:`).MatchString(text) {
				t.Errorf("the template does not show %s of %s", key, section)
			}
		}
	}
}

// TestDocumented holds that docs/formats/election.md has a row for every field
// in the section of its kind of item.
func TestDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/formats/election.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, s := range strings.Split(string(page), "\n## ")[1:] {
		title, body, _ := strings.Cut(s, "\n")
		sections[strings.Trim(title, "`")] = body
	}
	for section, keys := range fields() {
		for _, key := range keys {
			if !strings.Contains(sections[section], "\n| `"+key+"` |") {
				t.Errorf("the section %q has no row for %s", section, key)
			}
		}
	}
	for _, word := range slices.Concat(election.EventKinds(), election.SiteRoles(), election.PollBases()) {
		if !strings.Contains(string(page), "`"+word+"`") {
			t.Errorf("the page does not name %s", word)
		}
	}
}

// fields lists the keys of the file by section.
func fields() map[string][]string {
	out := map[string][]string{}
	root := reflect.TypeFor[election.Election]()
	for i := range root.NumField() {
		key := root.Field(i).Tag.Get("yaml")
		out["Top of the file"] = append(out["Top of the file"], key)
		if ft := root.Field(i).Type; ft.Kind() == reflect.Slice && ft.Elem().Kind() == reflect.Struct {
			for j := range ft.Elem().NumField() {
				out[key] = append(out[key], ft.Elem().Field(j).Tag.Get("yaml"))
			}
		}
	}
	return out
}

func TestMessages(t *testing.T) {
	for _, w := range lang.Check(election.Problems) {
		t.Error(w)
	}
}
