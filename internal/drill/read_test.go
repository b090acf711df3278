package drill_test

import (
	"cmp"
	"compress/gzip"
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/drill/world"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// observed is a drill's files as the program's readers see them.
type observed struct {
	sources  []source.Info
	posts    []source.Obs[post.Post]
	requests []source.Obs[request.Request]
	sheets   []source.Obs[sheet.Sheet]
}

func (o *observed) Sources() []source.Info { return o.sources }

func (o *observed) Posts(context.Context) iter.Seq2[*source.Obs[post.Post], error] {
	return each(o.posts)
}

func (o *observed) Requests(context.Context) iter.Seq2[*source.Obs[request.Request], error] {
	return each(o.requests)
}

func (o *observed) Sheets(context.Context) iter.Seq2[*source.Obs[sheet.Sheet], error] {
	return each(o.sheets)
}

func each[R any](rows []source.Obs[R]) iter.Seq2[*source.Obs[R], error] {
	return func(yield func(*source.Obs[R], error) bool) {
		for i := range rows {
			r := rows[i]
			if !yield(&r, nil) {
				return
			}
		}
	}
}

// keep is a sink that keeps clones, and fails on any reject or warning: a
// drill's files are to be flawless.
type keep[R any] struct {
	t    *testing.T
	file string
	src  int
	rows *[]source.Obs[R]
	own  func(*R)
}

func (k keep[R]) Record(r *R) error {
	c := *r
	k.own(&c)
	*k.rows = append(*k.rows, source.Obs[R]{Record: c, Source: k.src})
	return nil
}

func (k keep[R]) Issue(i source.Issue) error {
	k.t.Fatalf("%s, row %d: %s %v", k.file, i.Row, i.Problem.Key, i.Problem.Args)
	return nil
}

// written writes a drill into a temporary directory.
func written(t *testing.T, scenario string, seed uint64) (dir string, truth *drill.Truth) {
	t.Helper()
	dir = t.TempDir()
	truth, err := drill.Write(t.Context(), dir, scenario, seed)
	if err != nil {
		t.Fatal(err)
	}
	return dir, truth
}

// read reads a drill's files, each in the format that its content is taken
// for.
func read(t *testing.T, dir string) *observed {
	t.Helper()
	return readFronts(t, dir, finding.Fronts())
}

// readFronts reads the files of some fronts.
func readFronts(t *testing.T, dir string, fronts []finding.Front) *observed {
	t.Helper()
	o := &observed{}
	if slices.Contains(fronts, finding.Social) {
		readInto(t, o, dir, drill.PostsFile, post.Formats(), &o.posts, ownPost)
	}
	if slices.Contains(fronts, finding.Traffic) {
		for _, site := range []string{world.CampaignSite, world.ResultsSite} {
			readInto(t, o, dir, drill.LogFile(site), request.Formats(), &o.requests, ownRequest)
		}
	}
	if slices.Contains(fronts, finding.Count) {
		readInto(t, o, dir, drill.SheetsFile, sheet.Formats(), &o.sheets, ownSheet)
	}
	slices.SortStableFunc(o.posts, func(a, b source.Obs[post.Post]) int { return cmp.Compare(a.Record.Time, b.Record.Time) })
	slices.SortStableFunc(o.requests, func(a, b source.Obs[request.Request]) int { return cmp.Compare(a.Record.Time, b.Record.Time) })
	slices.SortStableFunc(o.sheets, func(a, b source.Obs[sheet.Sheet]) int { return cmp.Compare(a.Record.Time, b.Record.Time) })
	return o
}

func readInto[R any](t *testing.T, o *observed, dir, file string, formats []source.Format[R], rows *[]source.Obs[R], own func(*R)) {
	t.Helper()
	format := sniffed(t, dir, file, formats)
	in := opened(t, filepath.Join(dir, file))
	to := keep[R]{t: t, file: file, src: len(o.sources), rows: rows, own: own}
	if err := format.Read(t.Context(), source.NewStream(in), source.Options{}, to); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	o.sources = append(o.sources, source.Info{Name: file, Format: format.Name, Kind: format.Kind})
}

func sniffed[R any](t *testing.T, dir, file string, formats []source.Format[R]) source.Format[R] {
	t.Helper()
	head := make([]byte, source.HeadSize)
	n, err := io.ReadFull(opened(t, filepath.Join(dir, file)), head)
	if err != nil && err != io.ErrUnexpectedEOF {
		t.Fatal(err)
	}
	best, sure := -1, 0
	for i, f := range formats {
		if f.Sniff == nil {
			continue
		}
		if s := f.Sniff(head[:n]); s > sure {
			best, sure = i, s
		}
	}
	if best < 0 {
		t.Fatalf("%s: no format knows it", file)
	}
	return formats[best]
}

func opened(t *testing.T, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func ownPost(p *post.Post) {
	p.Raw = nil
	for _, s := range []*string{&p.Platform, &p.ID, &p.Account, &p.Handle, &p.Text, &p.Language, &p.Client, &p.RepostOf, &p.ReplyTo} {
		*s = strings.Clone(*s)
	}
	for _, l := range []*[]string{&p.Links, &p.Hashtags, &p.Mentions, &p.Media, &p.Objects} {
		*l = clones(*l)
	}
}

func clones(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, strings.Clone(s))
	}
	return out
}

func ownRequest(r *request.Request) {
	r.Raw = nil
	for _, s := range []*string{&r.Client, &r.User, &r.Site, &r.Method, &r.Path, &r.Query, &r.Protocol, &r.Referer, &r.Agent} {
		*s = strings.Clone(*s)
	}
}

func ownSheet(s *sheet.Sheet) {
	s.Raw = nil
	for _, f := range []*string{&s.Contest, &s.Station, &s.State, &s.District, &s.Town, &s.Section, &s.Stratum, &s.Origin} {
		*f = strings.Clone(*f)
	}
	s.Figures = slices.Clone(s.Figures)
	for i := range s.Figures {
		s.Figures[i].Name = strings.Clone(s.Figures[i].Name)
	}
}
