package store

import "github.com/unveil-project/unveil/internal/source"

// DryRun knows what a case holds and keeps nothing of what it is given, for a
// look at what an add would do.
type DryRun struct {
	ledger
	c    *Case
	rows map[int][]source.Digest
	have bool
}

// DryRun begins a dry run. It takes no lock and writes nothing.
func (c *Case) DryRun() *DryRun {
	d := &DryRun{c: c, rows: map[int][]source.Digest{}}
	d.man, d.keys = *c.man.clone(), NewKeys()
	return d
}

// Sources lists the sources of the case and those looked at so far.
func (d *DryRun) Sources() []source.Info { return d.man.Sources }

// NeedKeys reads the native ids of the case, once.
func (d *DryRun) NeedKeys() error {
	if d.have {
		return nil
	}
	d.have = true
	return d.c.readKeys(d.keys)
}

// RowDigests gives the digests of the rows of a source in their order.
func (d *DryRun) RowDigests(src int) ([]source.Digest, error) {
	if r, ok := d.rows[src]; ok {
		return r, nil
	}
	return d.c.rowDigests(src)
}

// Batch gives an empty batch.
func (d *DryRun) Batch() *Batch { return &Batch{} }

// Put forgets a batch.
func (d *DryRun) Put(*Batch) error { return nil }

// Issue forgets an issue.
func (d *DryRun) Issue(Issue) error { return nil }

// End remembers the source, so that the next one can be compared with it.
func (d *DryRun) End(info source.Info, rows []source.Digest) error {
	d.rows[len(d.man.Sources)] = rows
	d.end(info)
	return nil
}

// Discard forgets the source under way.
func (d *DryRun) Discard() error {
	d.back()
	return nil
}
