// Package html writes a dossier as one HTML file that needs nothing else: no
// network, no script, no font, no picture. It prints, it reads on a phone, it
// follows the reader's light or dark setting, and it is in the language of
// its Printer.
//
//	dossier.Input ─ dossier.Mask ─▶ page structs ─ templates ─▶ bytes
//
// The pages show hostile text. Nothing in this package is marked as safe:
// every value, those of the drawings as well, goes through html/template's
// escaping, the content security policy forbids scripts and loads, and the
// writer makes bidirectional and control characters visible (neutral.go).
package html

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/lang"
)

//go:embed templates/*.tmpl style.css
var files embed.FS

// Render writes the report on a case. The same input and printer give the
// same bytes. Without a key it fails with dossier.ErrNoKey, unless the input
// is sealed.
func Render(w io.Writer, in dossier.Input, p lang.Printer) error {
	masked, err := dossier.Mask(in)
	if err != nil {
		return fmt.Errorf("masking the report: %w", err)
	}
	b := newBuilder(masked, p)
	base, csp, err := parsed()
	if err != nil {
		return err
	}
	t, err := base.Clone()
	if err != nil {
		return fmt.Errorf("preparing the report: %w", err)
	}
	t.Funcs(template.FuncMap{"t": b.word})
	page := b.page()
	page.CSP = csp
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "page", page); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	_, err = w.Write(neutral(out.Bytes()))
	return err
}

// parsed gives the templates, never executed, and the policy that allows the
// style sheet by its hash and nothing else.
func parsed() (*template.Template, string, error) {
	once, err := parseOnce()
	return once.templates, once.csp, err
}

type parsedFiles struct {
	templates *template.Template
	csp       string
}

var parseOnce = sync.OnceValues(func() (parsedFiles, error) {
	css, err := files.ReadFile("style.css")
	if err != nil {
		return parsedFiles{}, fmt.Errorf("reading the style sheet: %w", err)
	}
	t, err := readTemplates(string(css))
	if err != nil {
		return parsedFiles{}, err
	}
	// The hash is of the style sheet as the escaper writes it.
	probe, err := readTemplates(string(css))
	if err != nil {
		return parsedFiles{}, err
	}
	var out bytes.Buffer
	if err := probe.ExecuteTemplate(&out, "style", nil); err != nil {
		return parsedFiles{}, fmt.Errorf("writing the style sheet: %w", err)
	}
	body := bytes.TrimSuffix(bytes.TrimPrefix(out.Bytes(), []byte("<style>")), []byte("</style>"))
	sum := sha256.Sum256(body)
	csp := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
	return parsedFiles{t, csp}, nil
})

// readTemplates reads the templates. The style sheet is part of the template text, so
// that nothing has to be marked as safe.
func readTemplates(css string) (*template.Template, error) {
	t := template.New("report").Option("missingkey=error").
		Funcs(template.FuncMap{"t": func(key string) string { return key }})
	t, err := t.ParseFS(files, "templates/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	t, err = t.New("style").Parse("<style>" + css + "</style>")
	if err != nil {
		return nil, fmt.Errorf("reading the style sheet: %w", err)
	}
	return t, nil
}
