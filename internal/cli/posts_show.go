package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/lang"
)

// postsDoc is what posts prints with --json: docs/formats/posts-list.md.
type postsDoc struct {
	Schema int          `json:"schema"`
	Found  int          `json:"found"`
	Window *float64     `json:"window_s,omitempty"` // where posts have to lie within it
	Posts  []listedPost `json:"posts"`
}

func postsDocument(ask *postsAsk, list *listedPosts) postsDoc {
	d := postsDoc{Schema: 1, Found: list.total, Posts: list.posts}
	if d.Posts == nil {
		d.Posts = []listedPost{}
	}
	if ask.together {
		w := float64(ask.window) / 1e6
		d.Window = &w
	}
	return d
}

// showPosts prints posts for people: one under the other, in order of time.
func (a *app) showPosts(ask *postsAsk, list *listedPosts) {
	if list.total == 0 {
		a.out.line(a.text("posts.none"))
		if ask.together {
			a.say(lang.M("posts.none-together", "window", float64(ask.window)/1e6))
		}
		return
	}
	width := 0
	for i := range list.posts {
		width = max(width, len([]rune(list.posts[i].name())))
	}
	for i := range list.posts {
		a.showPost(&list.posts[i], min(width, 24))
	}
	if more := list.total - len(list.posts); more > 0 {
		a.say(lang.M("posts.more", "n", more))
	}
}

// name is the account as people know it.
func (l *listedPost) name() string {
	if l.Handle != "" && l.Handle != l.Account {
		return "@" + l.Handle + " (" + l.Account + ")"
	}
	return l.Account
}

func (a *app) showPost(l *listedPost, width int) {
	who := terminalSafe(l.name())
	head := a.Time(l.Time, false) + "  " + a.color(bold, who)
	if l.Delay != nil {
		head += strings.Repeat(" ", 2+max(0, width-len([]rune(who)))) + a.color(yellow, a.Print(lang.M("posts.after", "delay", plainSeconds(*l.Delay), "account", terminalSafe(l.After))))
	}
	a.out.line(head)
	if l.Text != "" {
		a.out.line("    " + clip(terminalSafe(l.Text), 300))
	}
	for _, o := range l.Objects {
		a.out.line("    " + a.Print(lang.M("posts.object", "kind", o.Kind, "object", clip(terminalSafe(o.Object), 120))))
	}
	cite := lang.M("posts.cite", "file", terminalSafe(l.File), "row", l.Row, "sha", l.Source[:min(12, len(l.Source))], "offset", l.Offset, "length", l.Length, "digest", l.Digest)
	a.out.line("    " + a.color(dim, a.Print(cite)))
}

// plainSeconds writes a delay with no more digits than it has.
func plainSeconds(s float64) string {
	return strconv.FormatFloat(s, 'f', -1, 64)
}

// writePosts writes the list as CSV.
func (a *app) writePosts(name string, list *listedPosts) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"time", "account", "handle", "act", "after", "delay_s", "objects", "text", "file", "row", "offset", "length", "digest", "source"}) // to memory
	for i := range list.posts {
		_ = w.Write(list.posts[i].fields())
	}
	w.Flush()
	dir, err := durable.Disk(filepath.Dir(name))
	if err == nil {
		err = durable.WriteFile(dir, filepath.Base(name), b.Bytes(), 0o600)
	}
	if err != nil {
		return failed(lang.M("cli.write", "file", name, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	a.say(lang.M("posts.wrote", "file", terminalSafe(name), "n", len(list.posts), "found", list.total))
	return nil
}

// fields are the cells of a post's row. Objects stand as kind:object, one on
// each line of the cell.
func (l *listedPost) fields() []string {
	var objects []string
	for _, o := range l.Objects {
		objects = append(objects, o.Kind+":"+o.Object)
	}
	delay := ""
	if l.Delay != nil {
		delay = plainSeconds(*l.Delay)
	}
	cells := []string{
		l.Time.Format(time.RFC3339Nano), l.Account, l.Handle, l.Act, l.After, delay, strings.Join(objects, "\n"), l.Text,
		l.File, fmt.Sprint(l.Row), fmt.Sprint(l.Offset), fmt.Sprint(l.Length), l.Digest, l.Source,
	}
	for i, c := range cells {
		cells[i] = notFormula(controlSafe(c))
	}
	return cells
}

// controlSafe is terminalSafe line by line.
func controlSafe(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = terminalSafe(l)
	}
	return strings.Join(lines, "\n")
}

// notFormula puts an apostrophe before what a spreadsheet would run: names
// and texts come from strangers.
func notFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			return "'" + s
		}
	}
	return s
}
