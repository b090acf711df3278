package store

import "github.com/unveil-project/unveil/internal/source"

// ledger is what a case being written and observations in memory share: the
// sources read so far, the native ids they hold, and the source under way,
// which can still be taken back.
type ledger struct {
	man   Manifest
	keys  *Keys
	under bool // a source is under way
	added []keyed
}

type keyed struct {
	k Key
	c Content
}

// Begin starts a source and gives it its index.
func (l *ledger) Begin() int {
	l.under = true
	l.added = l.added[:0]
	return len(l.man.Sources)
}

// Key records a native id and says whether its content was seen before.
func (l *ledger) Key(k Key, c Content) (version int, duplicate bool) {
	version, duplicate = l.keys.Add(k, c)
	if !duplicate {
		l.added = append(l.added, keyed{k, c})
	}
	return version, duplicate
}

// end makes the source under way part of what will be committed.
func (l *ledger) end(info source.Info) {
	l.under = false
	l.man.Sources = append(l.man.Sources, info)
}

// back forgets the source under way.
func (l *ledger) back() {
	l.under = false
	for i := len(l.added) - 1; i >= 0; i-- {
		l.keys.remove(l.added[i].k, l.added[i].c)
	}
	l.added = l.added[:0]
}

// keyEntries gives the keys and contents of the source under way as the index
// keeps them.
func (l *ledger) keyEntries() []byte {
	body := make([]byte, 0, 32*len(l.added))
	for _, a := range l.added {
		body = append(append(body, a.k[:]...), a.c[:]...)
	}
	return body
}
