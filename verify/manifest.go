package verify

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// open reads the zip file: in the form of a pack, or else as any zip file, so
// that the rest of the checks can say what became of its files.
func (p *pack) open(r io.ReaderAt, size int64) error {
	list, err := strict(p.ctx, r, size, publicFiles)
	form := (*formError)(nil)
	switch {
	case err == nil:
		p.pass("container.ok", "files", int64(len(list)), "bytes", size)
	case !errors.As(err, &form):
		return err
	default:
		p.fail("container."+form.why, "file", form.file, "at", form.at)
		if list, err = lenient(p.ctx, r, size, publicFiles); err != nil {
			if !errors.As(err, &form) {
				return err
			}
			p.fail("container."+form.why, "file", form.file, "at", form.at)
			return nil
		}
	}
	p.files = map[string]*entry{}
	for _, e := range list {
		p.files[e.name] = e
	}
	return nil
}

// manifestFile is manifest.json.
type manifestFile struct {
	Schema string `json:"schema"`
	Files  []struct {
		Path   string `json:"path"`
		Size   int64  `json:"size"`
		SHA256 string `json:"sha256"`
	} `json:"files"`
}

// manifest holds the files against their list, and the list against its id.
func (p *pack) manifest(io.ReaderAt, int64) error {
	e := p.files["manifest.json"]
	if e == nil {
		p.fail("manifest.missing")
		return nil
	}
	p.result.ID = e.sum
	p.id()
	b, err := e.bytes()
	if err != nil {
		return err
	}
	var m manifestFile
	if err := json.Unmarshal(b, &m); err != nil {
		p.fail("manifest.unreadable", "why", err.Error())
		return nil
	}
	if m.Schema != Schema {
		p.fail("schema.unknown", "file", "manifest.json", "schema", m.Schema)
	}
	if !bytes.Equal(canonical(m), b) {
		p.fail("manifest.form")
	}
	p.listed(m)
	return nil
}

// canonical writes a manifest as packs have it. A member that is not known, a
// blank or an order that differ show in the comparison.
func canonical(m manifestFile) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		return nil
	}
	return b.Bytes()
}

// listed holds every file against its entry.
func (p *pack) listed(m manifestFile) {
	seen := map[string]bool{"manifest.json": true}
	last := ""
	for _, f := range m.Files {
		e := p.files[f.Path]
		switch {
		case seen[f.Path] || f.Path < last:
			p.fail("file.twice", "file", f.Path)
		case e == nil:
			p.fail("file.missing", "file", f.Path)
		case e.size != f.Size:
			p.fail("file.size", "file", f.Path, "want", f.Size, "got", e.size)
		case e.sum != f.SHA256:
			p.fail("file.differs", "file", f.Path, "want", f.SHA256, "got", e.sum)
		}
		seen[f.Path], last = true, f.Path
	}
	for _, name := range sortedNames(p.files) {
		if !seen[name] {
			p.fail("file.extra", "file", name)
		}
	}
	for _, name := range []string{"README.txt", "inputs.json", "lines.jsonl", "report.json"} {
		if p.files[name] == nil && !seen[name] {
			p.fail("file.missing", "file", name)
		}
	}
	if !p.failed("file") {
		p.pass("file.ok", "files", int64(len(m.Files)))
	}
	if !p.failed("manifest") {
		p.pass("manifest.ok")
	}
}

func sortedNames(files map[string]*entry) []string {
	var names []string
	for n := range files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// id compares the id with the one that was announced.
func (p *pack) id() {
	want := strings.ToLower(strings.TrimSpace(p.opt.ID))
	switch {
	case want == "":
		p.cannot("id.none", "id", p.result.ID)
	case want != p.result.ID:
		p.fail("id.differs", "want", want, "id", p.result.ID)
	default:
		p.pass("id.ok", "id", p.result.ID)
	}
}
