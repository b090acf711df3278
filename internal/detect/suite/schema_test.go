package suite_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// schema compiles a schema of docs/formats.
func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("../../../docs/formats", name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate holds that a line of JSON follows a schema.
func validate(t *testing.T, s *jsonschema.Schema, line []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%v\nin %.600s", err, line)
	}
}

const base = "2030-07-01T20:00:00Z"

// logText is an access log of six hours of ordinary visitors, with a burst of
// equal requests at the end, refused logins of one address and one line that
// is none.
func logText(t *testing.T) string {
	start, err := time.Parse(time.RFC3339, base)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	line := func(at time.Duration, client, path, agent string) {
		fmt.Fprintf(&b, "%s - - [%s] \"GET %s HTTP/1.1\" 200 512 \"-\" %q\n", client, start.Add(at).Format("02/Jan/2006:15:04:05 -0700"), path, agent)
	}
	for s := range 6 * 360 {
		line(time.Duration(s)*10*time.Second, fmt.Sprintf("192.0.2.%d", s%50), fmt.Sprintf("/page/%d", s%17), "Mozilla/5.0 (X11) Firefox/120.0")
	}
	for s := range 4000 {
		line(6*time.Hour+time.Duration(s/40)*time.Second, fmt.Sprintf("198.51.100.%d", s%9), "/", "flooder/1.0")
	}
	for s := range 60 {
		at := start.Add(6*time.Hour + 5*time.Minute + time.Duration(s)*time.Second)
		fmt.Fprintf(&b, "203.0.113.9 - - [%s] \"POST /login HTTP/1.1\" 401 90 \"-\" \"guesser/1.0\"\n", at.Format("02/Jan/2006:15:04:05 -0700"))
	}
	return b.String() + "rubbish\n"
}

// postText is posts of twenty ordinary accounts and of five that post the
// same within seconds, day after day.
func postText(t *testing.T) string {
	start, err := time.Parse(time.RFC3339, base)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	n := 0
	post := func(account string, at time.Time, text string) {
		n++
		fmt.Fprintf(&b, `{"id":"%d","author_id":%q,"created_at":%q,"text":%q,"edit_history_tweet_ids":["%d"]}`+"\n", 1000+n, account, at.Format("2006-01-02T15:04:05.000Z"), text, 1000+n)
	}
	for day := range 8 {
		morning := start.AddDate(0, 0, day)
		for i := range 200 {
			post(fmt.Sprint(i%20), morning.Add(time.Duration(i)*7*time.Minute/2), fmt.Sprintf("thought %d of day %d #topic%d", i, day, i%23))
		}
		for round := range 6 {
			for a := range 5 {
				post(fmt.Sprint(900+a), morning.Add(time.Duration(round)*time.Hour+time.Duration(a)*2*time.Second), fmt.Sprintf("everybody should read this number %d of day %d #vote%d https://example.org/%d", round, day, round, day))
			}
		}
	}
	return b.String()
}

// sheetText is a quick-count batch in which some sums do not agree, some
// sheets exceed their list, and the sheets of one state pause for an hour.
func sheetText() string {
	var rows []string
	for i := range 600 {
		state, minute := 1+i%3, i/4
		if state == 2 && minute >= 60 && minute < 120 {
			minute = 121
		}
		p1, p2, list, total := 100+i%7, 80, 626, 0
		total = p1 + p2 + 5 + 2
		switch i % 97 {
		case 11:
			total += 40
		case 13:
			list = total - 30
		}
		rows = append(rows, fmt.Sprintf("%d|2|%d|B|1|0|3|%d|2|1|6|%d|%d|5|2|%d|%d|%d|2030|7|1|%d|%d|%d|1|N", state, 300+i, list, p1, p2, total, p1, p2, 19+minute/60, minute%60, i%60))
	}
	head := "ID_ESTADO|ID_DISTRITO_FEDERAL|SECCION|TIPO_CASILLA|ID_CASILLA|EXT_CONTIGUA|TIPO_SECCION|LISTA_NOMINAL|ID_MUNICIPIO|ID_ESTRATO_F|ID_AREA_RESPONSABILIDAD|P1|P2|CNR|NULOS|TOTAL|A|B|ANIO|MES|DIA|HORA|MINUTOS|SEGUNDOS|ORIGEN_CAPTURA|MODIFICADO"
	return fmt.Sprintf("%d\n%s\n%s\n", len(rows), head, strings.Join(rows, "\n"))
}

// inputs writes the three files.
func inputs(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var names []string
	for name, text := range map[string]string{"access.log": logText(t), "posts.jsonl": postText(t), "REMESA.txt": sheetText()} {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// TestFindingsFollowTheSchema holds that what every detector finds follows
// docs/formats/finding.schema.json, and reads back as it was written.
func TestFindingsFollowTheSchema(t *testing.T) {
	m := store.NewMemory()
	if _, err := intake.Add(t.Context(), m, intake.Request{Files: inputs(t), Options: source.Options{Site: "vote.example.org", Zone: time.UTC}}); err != nil {
		t.Fatal(err)
	}
	found, err := suite.Run(t.Context(), suite.Config{Detectors: suite.Detectors()}, m)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := suite.Encode(found)
	if err != nil {
		t.Fatal(err)
	}
	s := schema(t, "finding.schema.json")
	for line := range bytes.Lines(lines) {
		validate(t, s, line)
	}
	serious := map[string]bool{}
	for _, f := range found {
		serious[f.Detector] = serious[f.Detector] || f.Severity != finding.Note
	}
	onlyNotes := []string{"rhythm", "known"} // by design
	for _, d := range suite.Detectors() {
		if !serious[d.Name] && !slices.Contains(onlyNotes, d.Name) {
			t.Errorf("%s found nothing here beyond notes", d.Name)
		}
	}
	back, err := suite.Decode(lines)
	if err != nil {
		t.Fatal(err)
	}
	again, err := suite.Encode(back)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(lines, again) {
		t.Error("findings change when they are read and written")
	}
	for i := range back {
		id := back[i].ID
		if back[i].Seal(); back[i].ID != id {
			t.Errorf("the id %s became %s", id, back[i].ID)
		}
	}
}

// TestSchemaRefuses holds that the schema sees what is wrong.
func TestSchemaRefuses(t *testing.T) {
	s := schema(t, "finding.schema.json")
	p, prior := 0.6, 0.5
	good := finding.Finding{Detector: "flood", Version: "1", Front: finding.Traffic, Severity: finding.Note, Confidence: finding.Low, Likelihood: &p, Prior: &prior, Method: finding.Method{Name: "flood"}}
	good.Headline.Key = "flood.role.first"
	good.Hypothesis = &good.Headline
	good.Seal()
	for name, spoil := range map[string]func(map[string]any){
		"":                          func(map[string]any) {},
		"an actor's likelihood":     func(m map[string]any) { m["likelihood"] = 1.0 },
		"a likelihood without term": func(m map[string]any) { m["term"] = "" },
		"a term without likelihood": func(m map[string]any) { m["likelihood"] = nil },
		"no hypothesis":             func(m map[string]any) { m["hypothesis"] = nil },
		"another front":             func(m map[string]any) { m["front"] = "sea" },
		"local time":                func(m map[string]any) { m["start"] = "2018-07-01T20:00:00-05:00" },
		"a bare sentence":           func(m map[string]any) { m["headline"] = "It is so." },
		"no confidence":             func(m map[string]any) { delete(m, "confidence") },
		"a measure without unit":    func(m map[string]any) { m["measures"] = []any{map[string]any{"name": "n", "value": 1}} },
	} {
		b, err := json.Marshal(good)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		spoil(m)
		b, err = json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); (err == nil) != (name == "") {
			t.Errorf("%q: %v", name, err)
		}
	}
}
