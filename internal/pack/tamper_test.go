package pack_test

import (
	"archive/zip"
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/verify"
)

// rezip packs files again in the form of a pack.
func rezip(t *testing.T, files map[string]string, list bool) []byte {
	t.Helper()
	var err error
	if list {
		if files, err = pack.Listed(files); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := pack.Zip(&b, files); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// replace changes the first match of a pattern in a file.
func replace(file, pattern, by string) func(*testing.T, map[string]string) {
	re := regexp.MustCompile(pattern)
	return func(t *testing.T, files map[string]string) {
		loc := re.FindStringSubmatchIndex(files[file])
		if loc == nil {
			t.Fatalf("%s has no %s", file, pattern)
		}
		files[file] = files[file][:loc[0]] + string(re.ExpandString(nil, by, files[file], loc)) + files[file][loc[1]:]
	}
}

// TestForgeriesAreFound changes a pack and its manifest with it, as a forger
// would: the id alone then says that it is another pack, unless the files
// contradict each other, the log or the sealed part.
func TestForgeriesAreFound(t *testing.T) {
	s := made(t, 6, 60)
	me := identity(t)
	s.in.Recipients = []age.Recipient{me.Recipient()}
	s.in.HTML = []byte("<!doctype html>")
	b, id := write(t, s.in)
	original := unzip(t, b)
	alone := verify.Options{}
	log := verify.Options{Inputs: []verify.Input{given("access.log.gz", s.packed)}}
	opened := verify.Options{Identities: []age.Identity{me}}
	both := verify.Options{Inputs: log.Inputs, Identities: opened.Identities}
	other := made(t, 7, 60)
	other.in.Recipients = s.in.Recipients
	foreign, _ := write(t, other.in)
	for _, tt := range []struct {
		name   string
		change func(*testing.T, map[string]string)
		opt    verify.Options
		want   string
	}{
		{"lines kept", replace("report.json", `"kept": \d+`, `"kept": 1`), alone, "counts.differ"},
		{"lines read and kept", replace("report.json", `"read": \d+,\n  "kept": \d+`, "\"read\": 9,\n  \"kept\": 7"), alone, "counts.inputs"},
		{"formats", replace("report.json", `"lines": \d+\n`, "\"lines\": 4444\n"), alone, "counts.formats"},
		{"sites", replace("report.json", `("name": "results.example.org",\n\s+"requests": )\d+`, "${1}4444"), alone, "counts.sites"},
		{"inputs.json alone", replace("inputs.json", `"bytes": \d+`, `"bytes": 5`), alone, "agree.differs"},
		{"the program's version", replace("inputs.json", `"version": "[^"]+"`, `"version": "9"`), alone, "agree.differs"},
		{"requests of a burst", replace("report.json", `("end": "[^"]+",\n\s+"requests": )\d+`, "${1}4444"), alone, "bursts.wrong"},
		{"likelihood", replace("report.json", `"likelihood": 0.9`, `"likelihood": 1.9`), alone, "bursts.wrong"},
		{"parts of the excess", replace("report.json", `"crowd_requests": [\d.]+`, `"crowd_requests": 999`), alone, "bursts.wrong"},
		{"a share", replace("report.json", `"share": 0.4`, `"share": 4.4`), alone, "bursts.wrong"},
		{"shares together", replace("report.json", `"share": 0.4`, `"share": 0.8`), alone, "bursts.wrong"},
		{"verdict", replace("report.json", `"verdict": "both"`, `"verdict": "guilty"`), alone, "bursts.wrong"},
		{"time", replace("report.json", `"end": "2030-06-12T20:20:00Z"`, `"end": "2029-06-12T20:20:00Z"`), alone, "bursts.wrong"},
		{"more successes than attempts", replace("report.json", `"succeeded": 1`, `"succeeded": 99`), alone, "bursts.probe"},
		{"members made public", replace("report.json", `"series": \{\n\s+"start": "2030`, `"members": ["192.0.2.1"], "series": { "start": "2030`), alone, "bursts.wrong"},
		{"a line left out", replace("lines.jsonl", `[^\n]*\n`, ``), alone, "quotes.missing"},
		{"a line twice", replace("lines.jsonl", `([^\n]*\n)`, `$1$1`), alone, "quotes.order"},
		{"a line of another input", replace("lines.jsonl", `"sha256":"[0-9a-f]{4}`, `"sha256":"0000`), alone, "quotes.input"},
		{"a line beyond the end", replace("lines.jsonl", `"offset":0`, `"offset":99999999`), alone, "quotes.place"},
		{"no commitment", replace("lines.jsonl", `"commitment":"hmac:[0-9a-f]+"`, `"commitment":""`), alone, "quotes.commitment"},
		{"another commitment", replace("lines.jsonl", `"commitment":"hmac:[0-9a-f]{4}`, `"commitment":"hmac:0000`), alone, "quotes.digest"},
		{"a quote", replace("report.json", `"quote": "addr`, `"quote": "x addr`), alone, "quotes.text"},
		{"a line that is no JSON", replace("lines.jsonl", `^\{`, `{{`), alone, "json.line"},
		{"a report that is no JSON", replace("report.json", `^\{`, `{{`), alone, "json.unreadable"},
		{"two values", replace("report.json", `\}\n$`, `}{}`), alone, "json.unreadable"},
		{"a member twice", replace("report.json", `"likelihood": 0.9`, `"likelihood": 0.9, "Likelihood": 0.1`), alone, "json.unreadable"},
		{"another form", replace("report.json", `unveil/traffic/1`, `unveil/traffic/2`), alone, "schema.unknown"},
		{"another form of pack", replace("inputs.json", `unveil/pack/1`, `unveil/pack/2`), alone, "schema.unknown"},
		{"a status", func(t *testing.T, f map[string]string) {
			replace("lines.jsonl", `HTTP/1.1\\" 200`, `HTTP/1.1\" 503`)(t, f)
			replace("report.json", `HTTP/1.1\\" 200`, `HTTP/1.1\" 503`)(t, f)
		}, log, "bytes.differ"},
		{"a status, with the key", func(t *testing.T, f map[string]string) {
			replace("lines.jsonl", `HTTP/1.1\\" 200`, `HTTP/1.1\" 503`)(t, f)
			replace("report.json", `HTTP/1.1\\" 200`, `HTTP/1.1\" 503`)(t, f)
		}, opened, "commitments.text"},
		{"another file of the same name", replace("README.txt", `EVIDENCE`, `Evidence`), verify.Options{Inputs: []verify.Input{given("access.log.gz", s.log)}}, "input.other"},
		{"the headline", replace("report.json", `"headline": "\d+`, `"headline": "9999999`), opened, "masking.differs"},
		{"a number", replace("report.json", `"networks": 100`, `"networks": 101`), opened, "masking.differs"},
		{"whose address it is", replace("report.json", `"client": "[a-z]+-[0-9a-f]+"`, `"client": "addr-00000000"`), opened, "masking.differs"},
		{"a country", replace("report.json", `"code": "DE"`, `"code": "FR"`), opened, "masking.differs"},
		{"a list made shorter", replace("report.json", `"limits": \[[^\]]*\]`, `"limits": []`), opened, "masking.differs"},
		{"the sealed part of another pack", func(t *testing.T, f map[string]string) { f["sealed.age"] = unzip(t, foreign)["sealed.age"] }, both, "masking.differs"},
		{"a sealed part for others", func(t *testing.T, f map[string]string) {
			in := s.in
			in.Recipients = []age.Recipient{identity(t).Recipient()}
			b, _ := write(t, in)
			f["sealed.age"] = unzip(t, b)["sealed.age"]
		}, opened, "sealed.identity"},
		{"a sealed part cut short", func(t *testing.T, f map[string]string) { f["sealed.age"] = f["sealed.age"][:len(f["sealed.age"])-20] }, opened, "sealed.damaged"},
		{"no sealed part", func(t *testing.T, f map[string]string) { delete(f, "sealed.age") }, opened, "sealed.missing"},
		{"a name in the page", func(t *testing.T, f map[string]string) {
			f["report.html"] = "<p>" + s.in.Report.Bursts[0].Members[0] + "</p>"
		}, opened, "left.name"},
		{"a file too many", func(t *testing.T, f map[string]string) { f["notes.txt"] = "x" }, alone, "container.extra"},
		{"a way out", func(t *testing.T, f map[string]string) { f["../README.txt"] = "x" }, alone, "container.extra"},
		{"no report", func(t *testing.T, f map[string]string) { delete(f, "report.json") }, alone, "file.missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := unzip(t, b)
			tt.change(t, files)
			forged := rezip(t, files, true)
			r, failed := check(t, forged, tt.opt)
			if !slices.Contains(reasons(r), tt.want) || r.OK() {
				t.Errorf("want %s, got %v\n%s", tt.want, reasons(r), strings.Join(failed, "\n"))
			}
			tt.opt.ID = id
			if r, _ := check(t, forged, tt.opt); r.ID == id || len(original) > 0 && r.OK() {
				t.Errorf("the id did not change: %s", r.ID)
			}
		})
	}
}

// TestWithoutTheManifest changes files and leaves the manifest as it was.
func TestWithoutTheManifest(t *testing.T) {
	s := made(t, 8, 20)
	b, _ := write(t, s.in)
	for _, tt := range []struct{ file, add, want string }{
		{"README.txt", "x", "file.size"}, {"report.json", " ", "file.size"}, {"manifest.json", " ", "manifest.form"}, {"manifest.json", "{", "manifest.unreadable"},
	} {
		files := unzip(t, b)
		files[tt.file] += tt.add
		if r, _ := check(t, rezip(t, files, false), verify.Options{}); !slices.Contains(reasons(r), tt.want) || r.OK() {
			t.Errorf("%s: %v", tt.file, reasons(r))
		}
	}
	files := unzip(t, b)
	files["README.txt"] = strings.Replace(files["README.txt"], "E", "F", 1)
	delete(files, "lines.jsonl")
	files["report.html"] = "x"
	r, _ := check(t, rezip(t, files, false), verify.Options{})
	for _, want := range []string{"file.differs", "file.missing", "file.extra"} {
		if !slices.Contains(reasons(r), want) {
			t.Errorf("no %s in %v", want, reasons(r))
		}
	}
}

// TestPackedAgain holds that a pack which another tool packed again is not
// taken for the original, while its files are still checked.
func TestPackedAgain(t *testing.T) {
	s := made(t, 9, 20)
	b, id := write(t, s.in)
	files := unzip(t, b)
	again := func(twice string, extra string) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, name := range []string{"report.json", "README.txt", "inputs.json", "lines.jsonl", "manifest.json", twice, extra} {
			if name == "" {
				continue
			}
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(files[name])); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	r, failed := check(t, again("", ""), verify.Options{ID: id})
	if len(failed) != 1 || r.OK() || !slices.Contains(reasons(r), "file.ok") || !slices.Contains(reasons(r), "id.ok") {
		t.Errorf("%v %v", reasons(r), failed)
	}
	for extra, want := range map[string]string{"": "container.twice", "__MACOSX/._x": "container.extra"} {
		twice := ""
		if extra == "" {
			twice = "README.txt"
		}
		if r, _ := check(t, again(twice, extra), verify.Options{}); !slices.Contains(reasons(r), want) || r.OK() {
			t.Errorf("%v", reasons(r))
		}
	}
}

// TestEveryByteCounts changes single bytes all over a pack, one at a time, in
// the zip file's own parts all of them.
func TestEveryByteCounts(t *testing.T) {
	if testing.Short() {
		t.Skip("a pack is made over and over")
	}
	s := made(t, 10, 12)
	s.in.Recipients = []age.Recipient{identity(t).Recipient()}
	b, _ := write(t, s.in)
	positions := map[int]bool{}
	for at := 0; at < len(b); at += 13 {
		positions[at] = true
	}
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02", "PK\x05\x06"} {
		for at := 0; ; {
			i := bytes.Index(b[at:], []byte(mark))
			if i < 0 {
				break
			}
			for j := range 46 {
				positions[min(at+i+j, len(b)-1)] = true
			}
			at += i + 4
		}
	}
	if len(positions) < 2000 {
		t.Fatalf("only %d positions", len(positions))
	}
	for at := range positions {
		for _, flip := range []byte{1, 0x20, 0x80} {
			changed := bytes.Clone(b)
			changed[at] ^= flip
			if r, _ := check(t, changed, verify.Options{}); r.OK() {
				t.Errorf("byte %d changed by %#x, and nothing failed: %v", at, flip, reasons(r))
			}
		}
	}
	for _, n := range []int{0, 1, 21, 30, len(b) / 2, len(b) - 1} {
		if r, _ := check(t, b[:n], verify.Options{}); r.OK() {
			t.Errorf("cut to %d bytes, and nothing failed", n)
		}
	}
	if r, _ := check(t, append(bytes.Clone(b), 0), verify.Options{}); r.OK() {
		t.Error("a byte more, and nothing failed")
	}
}

// TestChangedLog gives logs of which a byte was changed, in every packing that
// is read.
func TestChangedLog(t *testing.T) {
	s := made(t, 11, 30)
	b, _ := write(t, s.in)
	for at := 0; at < len(s.packed); at += 97 {
		changed := bytes.Clone(s.packed)
		changed[at] ^= 4
		if r, _ := check(t, b, verify.Options{Inputs: []verify.Input{given("a.gz", changed)}}); !slices.Contains(reasons(r), "input.other") {
			t.Errorf("byte %d: %v", at, reasons(r))
		}
	}
}

// TestRecords packs lines whose bytes were not at hand: one with its digest, one
// without, and one that stands with no burst.
func TestRecords(t *testing.T) {
	s := made(t, 12, 30)
	me := identity(t)
	s.in.Recipients = []age.Recipient{me.Recipient()}
	u := &s.in.Report.Bursts[0]
	s.in.Lines = s.in.Lines[:4]
	u.Evidence, s.in.Report.Evidence = u.Evidence[:3:3], u.Evidence[3:4]
	for i := range s.in.Lines[:2] {
		l := &s.in.Lines[i]
		l.Raw = nil
		l.Evidence.Quote = `{"client":"` + u.Members[0] + `","path":"/","user":"bob"}`
		if i == 1 {
			l.Evidence.Digest = ""
		}
		u.Evidence[i] = l.Evidence
	}
	b, _ := write(t, s.in)
	lines := unzip(t, b)["lines.jsonl"]
	if n := strings.Count(lines, `"record":true`); n != 2 || !strings.Contains(lines, `"commitment":"hmac-digest:`) || strings.Contains(lines, "bob") {
		t.Errorf("%d records in\n%s", n, lines)
	}
	log := verify.Options{Inputs: []verify.Input{given("a.gz", s.packed)}}
	r, failed := check(t, b, log)
	if len(failed) > 0 || !slices.Contains(reasons(r), "bytes.record") || !slices.Contains(reasons(r), "bytes.text") {
		t.Errorf("%v %v", reasons(r), failed)
	}
	log.Identities = []age.Identity{me}
	r, failed = check(t, b, log)
	if len(failed) > 0 || !slices.Contains(reasons(r), "bytes.key") || !slices.Contains(reasons(r), "commitments.ok") || !slices.Contains(reasons(r), "masking.ok") {
		t.Errorf("%v %v", reasons(r), failed)
	}
	files := unzip(t, b)
	replace("lines.jsonl", `hmac-digest:[0-9a-f]{4}`, `hmac-digest:0000`)(t, files)
	replace("report.json", `hmac-digest:[0-9a-f]{4}`, `hmac-digest:0000`)(t, files)
	r, _ = check(t, rezip(t, files, true), log)
	for _, want := range []string{"bytes.differ", "commitments.differ", "masking.differs"} {
		if !slices.Contains(reasons(r), want) {
			t.Errorf("no %s in %v", want, reasons(r))
		}
	}
}
