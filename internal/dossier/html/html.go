// Package html writes a dossier as one HTML file that needs nothing else: no
// network, no script, no font, no picture. It prints, it reads on a phone, it
// follows the reader's light or dark setting, and it is in the language of
// its Printer.
//
//	dossier.Input ─ dossier.Mask ─▶ page structs ─ templates ─▶ bytes
//
// The pages show hostile text. Nothing in this package is marked as safe;
// package document says what is done about it.
package html

import (
	"embed"
	"fmt"
	"io"
	"sync"

	"github.com/unveil-project/unveil/internal/document"
	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/lang"
)

//go:embed templates/*.tmpl
var files embed.FS

// Render writes the report on a case. The same input and printer give the
// same bytes. Without a key it fails with dossier.ErrNoKey, unless the input
// is sealed.
func Render(w io.Writer, in dossier.Input, p lang.Printer) error {
	masked, err := dossier.Mask(in)
	if err != nil {
		return fmt.Errorf("masking the report: %w", err)
	}
	doc, err := parseOnce()
	if err != nil {
		return err
	}
	b := newBuilder(masked, p)
	page := b.page()
	page.CSP = doc.Policy
	return doc.Write(w, b.word, page)
}

var parseOnce = sync.OnceValues(func() (*document.Document, error) { return document.New(files, "") })
