package cli

import (
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// formatDoc is what help says of one file format.
type formatDoc struct {
	name string
	kind source.Kind
	doc  lang.Text
}

// formatDocs lists every format that can be read.
func formatDocs() []formatDoc {
	var docs []formatDoc
	for _, f := range post.Formats() {
		docs = append(docs, formatDoc{f.Name, f.Kind, f.Doc})
	}
	for _, f := range request.Formats() {
		docs = append(docs, formatDoc{f.Name, f.Kind, f.Doc})
	}
	for _, f := range sheet.Formats() {
		docs = append(docs, formatDoc{f.Name, f.Kind, f.Doc})
	}
	return docs
}

// helpFormats lists the formats by what they hold.
func (a *app) helpFormats() {
	var b strings.Builder
	b.WriteString(wrap(a.text("cli.formats"), helpWidth) + "\n")
	for _, kind := range []source.Kind{source.Posts, source.Requests, source.Sheets} {
		fmt.Fprintf(&b, "\n%s\n", a.heading("cli.kind."+string(kind)))
		var rows []row
		for _, f := range a.formats() {
			if f.kind == kind {
				rows = append(rows, row{f.name, f.doc.In(a.Lang)})
			}
		}
		writeRows(&b, rows)
	}
	a.out.line(strings.TrimRight(b.String(), "\n"))
}
