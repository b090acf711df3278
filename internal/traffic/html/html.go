// Package html writes a traffic.Report as one HTML file that needs nothing
// else, in the language of its printer: the same account as on a terminal,
// with drawings. Package document says what every such page shares.
//
//	traffic.Report ─ tell ─▶ View ─ page structs ─ templates ─▶ bytes
package html

import (
	"embed"
	"io"
	"sync"

	"github.com/unveil-project/unveil/internal/document"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/tell"
)

//go:embed templates/*.tmpl
var files embed.FS

//go:embed traffic.css
var style string

var parseOnce = sync.OnceValues(func() (*document.Document, error) { return document.New(files, style) })

// Options say how a report is written.
type Options struct {
	Printer lang.Printer // language and zone
	// Sealed marks the file as one that is not to be published, because it
	// holds the addresses of visitors.
	Sealed bool
	// Masked says on the page that its addresses are pseudonyms: the report
	// must have been masked before.
	Masked bool
}

// Write writes a report. The same report and options give the same bytes.
func Write(w io.Writer, r *traffic.Report, o Options) error {
	doc, err := parseOnce()
	if err != nil {
		return err
	}
	v := tell.New(r, tell.Options{Printer: o.Printer, Full: true})
	p := lang.Printer{Lang: v.Lang, Catalogue: Catalogue}
	words := func(key string) string { return p.Print(lang.M(key)) }
	pg := newPage(v, p)
	pg.CSP, pg.Sealed, pg.Masked = doc.Policy, o.Sealed, o.Masked
	return doc.Write(w, words, pg)
}
