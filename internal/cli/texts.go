package cli

import (
	"bytes"
	"context"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// textRow is one text to be judged, with what its table says of it.
type textRow struct {
	File             string
	Row              int64
	ID               string
	Text, Language   string
	Target, Gold     string
	TargetOf, GoldOf bool // the table has these columns
}

// textColumns are the names under which tables hold a text, best first.
func textColumns() []string {
	return []string{"text", "full_text", "headline", "title", "content", "message", "tweet", "post", "body", "texto", "titular", "titulo", "título", "mensaje", "encabezado"}
}

// maxTexts bounds the texts that are held at once.
const maxTexts = 5_000_000

// texts reads the texts of files: of tables by their text column, though they
// have neither account nor time; of everything else, and of a case, as posts.
func (a *app) texts(ctx context.Context, files []string, read *readFlags, dir, facts, target, gold string) ([]textRow, error) {
	columns, err := parseMap(read.maps)
	if err != nil {
		return nil, err
	}
	expanded, err := source.Expand(files)
	if err != nil {
		return nil, a.readFailure(err)
	}
	var out []textRow
	var posts []string
	for _, name := range expanded {
		rows, ok, err := a.textTable(ctx, name, columns, target, gold)
		if err != nil {
			return nil, err
		}
		if !ok {
			posts = append(posts, name)
			continue
		}
		out = append(out, rows...)
	}
	if len(posts) == 0 && len(files) > 0 {
		return out, nil
	}
	obs, err := a.postsOf(ctx, posts, read, dir, facts)
	if err != nil {
		return nil, err
	}
	sources := obs.Sources()
	for o, err := range obs.Posts(ctx) {
		if err != nil {
			return nil, err
		}
		if len(out) >= maxTexts {
			return nil, failed(lang.M("texts.many", "n", maxTexts), lang.M("texts.many.do"), nil)
		}
		out = append(out, textRow{
			File: sources[o.Source].Name, Row: o.Record.Row,
			ID: strings.Clone(o.Record.ID), Text: strings.Clone(o.Record.Text), Language: strings.Clone(o.Record.Language),
		})
	}
	return out, nil
}

// textTable reads one table. ok is false where the file is none with a text.
func (a *app) textTable(ctx context.Context, name string, columns map[string]string, target, gold string) (rows []textRow, ok bool, err error) {
	if name == "-" {
		return nil, false, nil // what was read cannot be given back to another reader
	}
	f, err := source.Open(ctx, name, a.Stdin)
	if err != nil {
		return nil, false, a.readFailure(err)
	}
	defer func() { _ = f.Close() }()
	head := bytes.TrimPrefix(f.Head, []byte("\ufeff"))
	if len(head) == 0 || head[0] == '{' || head[0] == '[' {
		return nil, false, nil
	}
	c := source.NewCSV(f, separator(head), false)
	header, ok := c.Header()
	if !ok {
		return nil, false, nil
	}
	at, err := a.textPlaces(header, columns, target, gold, name)
	if err != nil || at.text < 0 {
		return nil, false, err
	}
	for c.Next() {
		if len(rows) >= maxTexts {
			return nil, false, failed(lang.M("texts.many", "n", maxTexts), lang.M("texts.many.do"), nil)
		}
		if c.Problem != "" || at.text >= len(c.Fields) {
			a.note(lang.M("texts.broken", "file", terminalSafe(f.Name), "row", c.Row))
			continue
		}
		rows = append(rows, at.row(f.Name, c))
	}
	return rows, true, a.readFailure(c.Err())
}

// separator guesses what parts the fields of a table, by its first line.
func separator(head []byte) byte {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := byte(','), bytes.Count(line, []byte(","))
	for _, c := range []byte{'\t', ';'} {
		if n := bytes.Count(line, []byte{c}); n > most {
			best, most = c, n
		}
	}
	return best
}

// textPlaces are the columns of a table, -1 for those it has not.
type textPlaces struct{ text, id, language, target, gold int }

func (a *app) textPlaces(header []string, columns map[string]string, target, gold, file string) (textPlaces, error) {
	find := func(names ...string) int {
		for _, n := range names {
			for i, h := range header {
				if n != "" && strings.EqualFold(h, n) {
					return i
				}
			}
		}
		return -1
	}
	wanted := func(name string) (int, error) {
		at := find(name)
		if name != "" && at < 0 {
			return -1, usage(lang.M("texts.no-column", "column", terminalSafe(name), "file", terminalSafe(file)), a.choice(name, header))
		}
		return at, nil
	}
	p := textPlaces{text: -1}
	var err error
	if p.text, err = wanted(columns["text"]); err != nil {
		return p, err
	}
	if p.text < 0 {
		p.text = find(textColumns()...)
	}
	if p.target, err = wanted(target); err != nil {
		return p, err
	}
	if p.gold, err = wanted(gold); err != nil {
		return p, err
	}
	if p.gold >= 0 && p.target < 0 {
		p.target = find("target")
	}
	p.id = find(columns["id"], "id", "post_id", "tweet_id")
	p.language = find(columns["language"], "language", "lang", "idioma")
	return p, nil
}

func (p textPlaces) row(file string, c *source.CSV) textRow {
	field := func(i int) string {
		if i < 0 || i >= len(c.Fields) {
			return ""
		}
		return strings.TrimSpace(string(c.Fields[i]))
	}
	return textRow{
		File: file, Row: c.Row, ID: field(p.id), Text: field(p.text), Language: field(p.language),
		Target: field(p.target), Gold: field(p.gold), TargetOf: p.target >= 0, GoldOf: p.gold >= 0,
	}
}
