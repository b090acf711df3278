// Package document makes an HTML file that needs nothing else: no network, no
// script, no font, no picture. It holds what every such file of the program
// shares: the house's style sheet, the policy that forbids all else, and the
// writer that makes hidden characters visible.
//
//	templates + style ─ New ─▶ Document ─ Write(data) ─▶ bytes
//
// The pages show hostile text. Nothing is marked as safe: every value, those
// of drawings as well, goes through html/template's escaping, the content
// security policy forbids scripts and loads, and the writer makes
// bidirectional and control characters visible (Neutral).
package document

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"io/fs"
)

//go:embed style.css
var houseStyle string

// Document is a parsed set of templates, safe for use by several goroutines.
type Document struct {
	// Templates are never executed themselves: Write clones them.
	Templates *template.Template
	// Policy is the content security policy. It allows the style sheet by its
	// hash and nothing else; the page puts it in a meta element.
	Policy string
}

// New parses the templates "templates/*.tmpl" of files. They may call
// {{template "style"}} for the style element, which holds the house's style
// sheet followed by more, and {{t "key"}} for a fixed text.
func New(files fs.FS, more string) (*Document, error) {
	t, err := parse(files, more)
	if err != nil {
		return nil, err
	}
	// The hash is of the style sheet as the escaper writes it.
	probe, err := parse(files, more)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := probe.ExecuteTemplate(&out, "style", nil); err != nil {
		return nil, fmt.Errorf("writing the style sheet: %w", err)
	}
	body := bytes.TrimSuffix(bytes.TrimPrefix(out.Bytes(), []byte("<style>")), []byte("</style>"))
	sum := sha256.Sum256(body)
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
	return &Document{Templates: t, Policy: policy}, nil
}

// parse reads the templates. The style sheet is part of the template text, so
// that nothing has to be marked as safe.
func parse(files fs.FS, more string) (*template.Template, error) {
	t := template.New("report").Option("missingkey=error").
		Funcs(template.FuncMap{"t": func(key string) string { return key }})
	t, err := t.ParseFS(files, "templates/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	t, err = t.New("style").Parse("<style>" + houseStyle + more + "</style>")
	if err != nil {
		return nil, fmt.Errorf("reading the style sheet: %w", err)
	}
	return t, nil
}

// Write executes the template "page" with data; words gives the fixed texts.
// The same data and words give the same bytes.
func (d *Document) Write(w io.Writer, words func(key string) string, data any) error {
	t, err := d.Templates.Clone()
	if err != nil {
		return fmt.Errorf("preparing the page: %w", err)
	}
	t.Funcs(template.FuncMap{"t": words})
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "page", data); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	_, err = w.Write(Neutral(out.Bytes()))
	return err
}
