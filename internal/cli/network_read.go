package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/peer"
	"github.com/unveil-project/unveil/internal/share"
	"github.com/unveil-project/unveil/internal/source"
)

// networkFile is a file as the JSON document names it.
type networkFile struct {
	Name    string `json:"name"`
	Format  string `json:"format"`
	Read    int64  `json:"read"`
	Rejects int64  `json:"rejects"`
}

// read turns files, or the case where none is named, into a table of shares.
func (n *networkRun) read(ctx context.Context, files []string) (err error) {
	b := &handled{Builder: share.NewBuilder(n.taken()), handles: map[string]string{}}
	n.handles = b.handles
	defer b.Close()
	if len(files) > 0 {
		err = n.readFiles(ctx, b, files)
	} else {
		err = n.readCase(ctx, b)
	}
	if err != nil {
		return err
	}
	n.table, err = b.Finish(ctx)
	return err
}

// taken says what is taken out of posts.
func (n *networkRun) taken() share.Options {
	o := share.Options{Kinds: n.ask.on, Since: n.ask.since, Until: n.ask.until, Most: n.ask.memory, Later: true, Reposted: n.ask.groups.reposts}
	if len(o.Kinds.Kinds()) == 1 {
		o.Kinds |= share.Of(share.Object) // of a share table, whose objects are of that kind
	}
	if n.ask.peer == "cnt" {
		o.Form = toolkitForm(n.ask.on.Has(share.Text))
		// Its messages are keyed by id; its links by id and link.
		o.First = !n.ask.on.Has(share.Link) && !n.ask.on.Has(share.Hashtag)
	}
	return o
}

// toolkitForm leaves objects as they stand but for texts, which it writes in
// the toolkit's form.
func toolkitForm(texts bool) func(share.Kind, []byte, string) []byte {
	return func(k share.Kind, dst []byte, s string) []byte {
		if k == share.Text || k == share.Object && texts {
			return peer.MessageText(dst, s)
		}
		return append(dst, s...)
	}
}

func (n *networkRun) readFiles(ctx context.Context, b *handled, files []string) error {
	req := n.ask.request
	req.Files = files
	var bar *progress
	showing := ""
	req.Progress = func(file string, done, size int64) {
		if file != showing {
			bar.Done()
			bar, showing = n.progressBytes(size, lang.M("read.progress", "file", terminalSafe(file))), file
		}
		bar.Set(done)
	}
	results, err := intake.Posts(ctx, b, req)
	bar.Done()
	if err != nil {
		return n.readFailure(err)
	}
	for _, r := range results {
		n.files = append(n.files, networkFile{r.Info.Name, r.Info.Format, r.Info.Read, r.Info.Rejects})
		n.noteFile(r)
	}
	return nil
}

// noteFile says beside the output what became of a file: all of it, or with
// --quiet how many of its rows are missing from the network.
func (n *networkRun) noteFile(r intake.Result) {
	i := r.Info
	if !n.quiet || i.Rejects > 0 {
		_, _ = fmt.Fprintln(n.err, n.Print(lang.M("network.read", "file", terminalSafe(i.Name), "format", i.Format, "kept", i.Kept, "rejects", i.Rejects)))
	}
	if n.quiet {
		return
	}
	beside := *n.app // standard output is the network's alone
	beside.Stdout, beside.out = n.Stderr, &output{w: n.err}
	beside.showIssues("read.rejected", r.Rejects, i.Rejects, red)
	beside.showIssues("read.warned", r.Warnings, i.Warnings, yellow)
}

// readCase takes the posts of a case.
func (n *networkRun) readCase(ctx context.Context, b *handled) error {
	c, err := n.openCase(n.ask.dir)
	if err != nil {
		return err
	}
	sources := c.Sources()
	for _, s := range sources {
		if s.Kind == source.Posts {
			n.files = append(n.files, networkFile{s.Name, s.Format, s.Read, s.Rejects})
		}
	}
	if len(n.files) == 0 {
		return failed(lang.M("network.no-posts"), lang.M("network.no-posts.do", "dir", c.Dir), nil)
	}
	bar := n.progressCount(total(sources), lang.M("network.progress"), lang.M("detect.unit"))
	defer bar.Done()
	done := int64(0)
	for o, err := range c.Posts(ctx) {
		if err != nil {
			return err
		}
		b.File(sources[o.Source].NativeID)
		if err := b.Record(&o.Record); err != nil {
			return err
		}
		if done++; done%(1<<14) == 0 {
			bar.Set(done)
		}
	}
	return nil
}

// shares looks whether there is something to make a network of, and counts it.
func (n *networkRun) shares() error {
	t := n.table
	n.count.shares = t.Len()
	accounts, objects := make([]bool, len(t.Accounts)), make([]bool, len(t.Objects))
	for i, o := range t.Object {
		objects[o], accounts[t.Account[i]] = true, true
	}
	n.count.accounts, n.count.objects = trues(accounts), trues(objects)
	if n.count.shares > 0 {
		return nil
	}
	if t.Seen.Posts > 0 && t.Seen.Outside == t.Seen.Posts {
		return failed(lang.M("network.all-outside", "posts", t.Seen.Posts), lang.M("network.all-outside.do"), nil)
	}
	return failed(lang.M("network.no-shares", "posts", t.Seen.Posts, "kinds", strings.Join(n.kindNames(), ", ")), lang.M("network.no-shares.do"), nil)
}

func trues(list []bool) (n int) {
	for _, yes := range list {
		if yes {
			n++
		}
	}
	return n
}
