package origin

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// Limits of an archive.
const (
	maxMembers = 10_000
	maxText    = 1 << 20 // of a README or package.json
)

// contents is what an archive says of itself, and the files in it that may
// hold a database.
type contents struct {
	readme   string
	manifest manifest
	data     []string
}

// manifest is the part of an npm package's package.json that is of use.
type manifest struct {
	Name       string `json:"name"`
	Version    string `json:"version"`
	License    any    `json:"license"`
	Deprecated any    `json:"deprecated"`
}

// archive reads a tar file, packed or not: once for what it says of itself,
// once for the database. Nothing of it is ever written anywhere, so the names
// of its files are only names.
func (d *draft) archive(ctx context.Context, f io.ReadSeeker) error {
	var c contents
	if err := walk(f, c.look); err != nil {
		return err
	}
	wanted, err := c.choose()
	if err != nil {
		return err
	}
	d.describedBy(c.manifest, c.readme)
	byVersion, builtBy := d.built, d.builtBy
	err = walk(f, func(name string, _ int64, in io.Reader) error {
		if !slices.Contains(wanted, name) {
			return nil
		}
		return d.member(ctx, name, newStream(in), "")
	})
	if d.built == "" {
		d.built, d.builtBy = byVersion, builtBy
	}
	return err
}

// walk calls a function with each plain file of an archive.
func walk(f io.ReadSeeker, see func(name string, size int64, in io.Reader) error) error {
	in, _, err := unpacked(f)
	if err != nil {
		return err
	}
	t := tar.NewReader(in)
	for n := 0; ; n++ {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF) && n > 0:
			return nil
		case err != nil:
			return in.failure(err)
		case n >= maxMembers:
			return refuse(nil, "members", "limit", maxMembers)
		case h.Typeflag != tar.TypeReg:
			continue
		}
		if err := see(plainText(clip(h.Name, 200)), h.Size, t); err != nil {
			if fail := new(Failure); errors.As(err, &fail) || errors.Is(err, context.Canceled) {
				return err
			}
			return in.failure(err)
		}
	}
}

// look takes note of one file of an archive.
func (c *contents) look(name string, size int64, in io.Reader) error {
	base := strings.ToLower(path.Base(name))
	switch {
	case base == "package.json":
		b, err := io.ReadAll(io.LimitReader(in, maxText))
		if err != nil {
			return err
		}
		_ = json.Unmarshal(b, &c.manifest) // a broken one says nothing
	case strings.HasPrefix(base, "readme"):
		b, err := io.ReadAll(io.LimitReader(in, maxText))
		if err != nil {
			return err
		}
		c.readme = string(b)
	case strings.HasSuffix(base, ".mmdb") && size > maxMMDB:
		return refuse(nil, "large", "limit", maxMMDB)
	case strings.HasSuffix(base, ".mmdb"), strings.HasSuffix(base, ".csv"), strings.HasSuffix(base, ".tsv"):
		c.data = append(c.data, name)
	}
	return nil
}

// choose says which files are read: one mmdb, or one for each family; else one
// table, or one for each family. Where a database lies there in several forms
// they hold the same.
func (c *contents) choose() ([]string, error) {
	ext := ".mmdb"
	if !slices.ContainsFunc(c.data, func(n string) bool { return strings.HasSuffix(strings.ToLower(n), ext) }) {
		ext = ""
	}
	forms := map[string][]string{}
	var names []string
	for _, n := range c.data {
		if !strings.HasSuffix(strings.ToLower(n), ext) {
			continue
		}
		stem := stemOf(n)
		if forms[stem] == nil {
			names = append(names, stem)
		}
		forms[stem] = append(forms[stem], n)
	}
	switch len(names) {
	case 0:
		return nil, refuse(nil, "none")
	case 1:
		return bestForms(forms[names[0]]), nil
	}
	slices.Sort(names)
	return nil, refuse(nil, "several", "names", clip(strings.Join(names, ", "), 200))
}

// stemOf is the name of a file without its family, its way of writing
// addresses and its ending.
func stemOf(name string) string {
	s := strings.ToLower(path.Base(name))
	s = strings.TrimSuffix(s, path.Ext(s))
	for _, e := range []string{"-num", "-ipv4", "-ipv6"} {
		s = strings.TrimSuffix(s, e)
	}
	return s
}

// bestForms takes a file of both families before one for each, and addresses
// before numbers.
func bestForms(files []string) []string {
	has := func(part string, n string) bool { return strings.Contains(strings.ToLower(path.Base(n)), part) }
	of := func(keep func(string) bool) []string {
		return slices.DeleteFunc(slices.Clone(files), func(n string) bool { return !keep(n) })
	}
	for _, keep := range []func(string) bool{
		func(n string) bool { return !has("-ipv4", n) && !has("-ipv6", n) && !has("-num", n) },
		func(n string) bool { return !has("-num", n) },
	} {
		if out := of(keep); len(out) > 0 {
			return out
		}
	}
	return files
}
