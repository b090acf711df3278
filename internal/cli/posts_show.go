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
	"github.com/unveil-project/unveil/internal/share"
)

// listedPost is one post of the list, as the JSON document writes it.
type listedPost struct {
	Time    time.Time      `json:"time"`
	Account string         `json:"account"`
	Handle  string         `json:"handle,omitempty"`
	Act     string         `json:"act,omitempty"`
	Text    string         `json:"text"`
	Objects []listedObject `json:"objects,omitempty"`
	// After is the account that shared one of the objects last before, and
	// Delay how long before, in seconds; none for who came first.
	After       string   `json:"after,omitempty"`
	AfterHandle string   `json:"after_handle,omitempty"`
	Delay       *float64 `json:"delay_s,omitempty"`
	Source      string   `json:"source"` // SHA-256 of the file, hex
	File        string   `json:"file"`
	Row         int64    `json:"row"`
	Offset      int64    `json:"offset"`
	Length      int64    `json:"length"`
	Digest      string   `json:"digest"`
}

// listedObject is an object, and how many posts of the input share it.
type listedObject struct {
	Kind   string `json:"kind"`
	Object string `json:"object"`
	Posts  int    `json:"posts"`
}

// listedPosts are the posts found, in their order, at most so many as asked
// for.
type listedPosts struct {
	total   int
	posts   []listedPost
	matched []listedObject // what --object names
	objects int            // on which accounts met
	kinds   []kindCount    // of the posts found
	common  []listedObject // the commonest objects, where --object names none
	seen    postsSeen
}

// kindCount is how many of the posts found share an object of a kind.
type kindCount struct {
	kind  string
	posts int
}

// postsDoc is what posts prints with --json: docs/formats/posts-list.md.
type postsDoc struct {
	Schema  int            `json:"schema"`
	Found   int            `json:"found"`
	Kinds   []string       `json:"kinds,omitempty"`    // where posts were chosen by their objects
	Window  *float64       `json:"window_s,omitempty"` // where posts have to lie within it
	Matched []listedObject `json:"matched,omitempty"`
	Posts   []listedPost   `json:"posts"`
}

func postsDocument(ask *postsAsk, list *listedPosts) postsDoc {
	d := postsDoc{Schema: 1, Found: list.total, Matched: list.matched, Posts: list.posts}
	if ask.together || ask.object != "" {
		d.Kinds = kindNames(ask.on)
	}
	if ask.together {
		w := float64(ask.window) / 1e6
		d.Window = &w
	}
	return d
}

func kindNames(on share.Set) (names []string) {
	for _, k := range on.Kinds() {
		names = append(names, k.String())
	}
	return names
}

// showPosts prints posts for people: one under the other, in their order.
func (a *app) showPosts(ask *postsAsk, list *listedPosts) {
	a.showMatched(ask, list)
	if list.total == 0 {
		a.showNoPosts(ask, list)
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
	if ask.together {
		a.showBasis(ask, list)
	}
}

// showMatched says which objects --object names.
func (a *app) showMatched(ask *postsAsk, list *listedPosts) {
	switch n := len(list.matched); {
	case n == 1:
		o := list.matched[0]
		a.say(lang.M("posts.matched", "kind", o.Kind, "object", clip(terminalSafe(o.Object), 120), "n", o.Posts))
	case n > 1:
		a.say(lang.M("posts.matched-many", "object", clip(terminalSafe(ask.given), 120), "n", n, "names", objectNames(list.matched)))
	}
}

// objectNames names a few objects.
func objectNames(list []listedObject) string {
	var names []string
	for _, o := range list[:min(len(list), shownObjects)] {
		names = append(names, o.Kind+" "+clip(terminalSafe(o.Object), 60))
	}
	if len(list) > shownObjects {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// showBasis says what counted as shared together, and how to ask for less.
func (a *app) showBasis(ask *postsAsk, list *listedPosts) {
	a.say(lang.M("posts.basis", "n", list.total, "objects", list.objects, "kinds", strings.Join(kindNames(ask.on), ", "), "window", float64(ask.window)/1e6))
	var counts []string
	for _, k := range list.kinds {
		counts = append(counts, k.kind+" "+lang.Int(int64(k.posts)))
	}
	if len(list.kinds) > 1 {
		a.say(lang.M("posts.by-kind", "counts", strings.Join(counts, ", "), "kind", list.kinds[0].kind))
	} else if list.objects > 1 {
		a.say(lang.M("posts.narrow"))
	}
}

// name is the account as people know it.
func (l *listedPost) name() string {
	return accountName(l.Account, l.Handle)
}

// accountName writes an account as posts and edges name it: its handle, and
// the id by which network tells it.
func accountName(id, handle string) string {
	if handle != "" && handle != id {
		return "@" + handle + " (" + id + ")"
	}
	return id
}

func (a *app) showPost(l *listedPost, width int) {
	who := terminalSafe(l.name())
	head := a.Time(l.Time, false) + "  " + a.color(bold, who)
	if l.Delay != nil {
		head += strings.Repeat(" ", 2+max(0, width-len([]rune(who)))) + a.color(yellow, a.Print(lang.M("posts.after", "delay", plainSeconds(*l.Delay), "account", terminalSafe(accountName(l.After, l.AfterHandle)))))
	}
	a.out.line(head)
	if l.Text != "" {
		a.out.line("    " + clip(terminalSafe(l.Text), 300))
	}
	for _, o := range l.Objects {
		a.out.line("    " + a.Print(lang.M("posts.object", "kind", o.Kind, "object", clip(terminalSafe(o.Object), 120), "n", o.Posts)))
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
	_ = w.Write([]string{"time", "account", "handle", "act", "after", "after_handle", "delay_s", "objects", "text", "file", "row", "offset", "length", "digest", "source"}) // to memory
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
		l.Time.Format(time.RFC3339Nano), l.Account, l.Handle, l.Act, l.After, l.AfterHandle, delay, strings.Join(objects, "\n"), l.Text,
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
