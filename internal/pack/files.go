package pack

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/unveil-project/unveil/internal/traffic"
)

// file is one file of a pack.
type file struct {
	path string
	data []byte
}

// inputs is inputs.json: what was read, with what, and what is assumed.
type inputs struct {
	Schema  string             `json:"schema"`
	Parser  parser             `json:"parser"`
	Command string             `json:"command"`
	Lines   traffic.Lines      `json:"lines"`
	Formats []traffic.Format   `json:"formats"`
	Inputs  []traffic.Input    `json:"inputs"`
	Clock   traffic.Clock      `json:"clock"`
	Origin  []traffic.Database `json:"origin"`
}

// parser is the program that read the inputs and the form of its report.
type parser struct {
	Program string `json:"program"`
	Version string `json:"version"`
	Report  string `json:"report"`
}

// files makes the public files.
func (p *published) files(in Input) ([]file, error) {
	r := p.report
	report, err := encode(r)
	if err != nil {
		return nil, err
	}
	inputs, err := encode(inputs{Schema, parser{"unveil", r.Version, r.Schema}, r.Command, r.Lines, r.Formats, r.Inputs, r.Clock, r.Origin})
	if err != nil {
		return nil, err
	}
	lines, err := p.publicLines()
	if err != nil {
		return nil, err
	}
	files := []file{
		{"README.txt", []byte(p.readme(len(in.HTML) > 0, len(in.Recipients)))},
		{"inputs.json", inputs},
		{"lines.jsonl", lines},
		{"report.json", report},
	}
	if len(in.HTML) > 0 {
		files = append(files, file{"report.html", in.HTML})
	}
	for _, f := range files {
		if len(f.data) > MaxFile {
			return nil, fmt.Errorf("%w: %s has %d bytes", ErrSize, f.path, len(f.data))
		}
	}
	return files, nil
}

// listed is one entry of the manifest.
type listed struct {
	Path   string `json:"path"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

// manifest lists the files in order of their paths. Its own digest is the id
// of the pack.
func manifest(files []file) (list file, id string, err error) {
	var entries []listed
	for _, f := range files {
		sum := sha256.Sum256(f.data)
		entries = append(entries, listed{f.path, len(f.data), hex.EncodeToString(sum[:])})
	}
	slices.SortFunc(entries, func(a, b listed) int { return cmp.Compare(a.Path, b.Path) })
	data, err := encode(struct {
		Schema string   `json:"schema"`
		Files  []listed `json:"files"`
	}{Schema, entries})
	sum := sha256.Sum256(data)
	return file{"manifest.json", data}, hex.EncodeToString(sum[:]), err
}
