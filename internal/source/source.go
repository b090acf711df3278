// Package source is the bottom of the way of the data: it opens what a user
// names (a file, a glob, standard input; plain, gzip, zstd or bzip2), says by
// its content what it is, gives every record the place it came from, and
// carries what is wrong with the input as data.
//
//	bytes ─ Open ─▶ Stream ─ Lines, CSV, Values ─▶ Where + raw bytes ─▶ a reader of post, request or sheet
//
// Nothing here knows what a post, a request or a sheet is. A reader never
// fails because of what a row says: it hands a Reject to its Sink and goes on.
// It fails when the stream itself cannot be read to its end.
package source

import (
	"context"
	"net/netip"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
)

// Kind is one of the three observations.
type Kind string

// The kinds of observation.
const (
	Posts    Kind = "posts"
	Requests Kind = "requests"
	Sheets   Kind = "sheets"
)

// Where is the place of one record in its source. Offsets count bytes of the
// decompressed stream.
type Where struct {
	Row    int64 // number of the record in the source, from 1; a header has none
	Line   int64 // line on which the record begins, from 1
	Offset int64 // first byte of the record
	Length int64 // bytes of the record, its line end not counted
	// Raw is the record as it was read, without its line end. It aliases the
	// reader's buffer and is valid until the Sink's method returns.
	Raw []byte
}

// Digest is the first 16 bytes of the SHA-256 of a record's raw bytes.
type Digest [16]byte

// Issue is something wrong with one record, or with a source as a whole.
type Issue struct {
	Where
	Reject  bool         // the record was not kept; else this is a warning about one that was
	Column  string       // the column or field concerned, "" if none
	Problem lang.Message // one of this package's Problems
}

// Sink takes what a reader reads. Strings and slices of a record alias
// buffers that are reused: a Sink clones what it keeps.
//
// For every record of the input a reader calls exactly one of Record and
// Issue with Reject set; it may call Issue with a warning besides. An error
// that a Sink returns ends the reading and is returned by the reader.
type Sink[R any] interface {
	Record(*R) error
	Issue(Issue) error
}

// Options are what a user said about a source, for readers that need it.
type Options struct {
	// Zone is the zone of times that state none and whose format documents
	// none: the flag --zone, else the case's. Nil means that neither is known,
	// and such times are rejects: a zone is never guessed.
	Zone *time.Location
	// Map says which column holds what, "account" → "user name", for formats
	// that take a map.
	Map map[string]string
	// Layout is a log_format or LogFormat string, for the format that takes one.
	Layout string
	// Site is the web site that a log belongs to where its lines do not say.
	Site string
	// Trust are the networks of one's own proxies and load balancers: what they
	// say of whom they forward for is believed.
	Trust []netip.Prefix
	// Platform is the social platform that posts belong to where the format
	// does not say, Contest the contest of sheets likewise.
	Platform, Contest string
}

// Format is one file format that can be read into records of type R.
type Format[R any] struct {
	Name string // as --format takes it and as provenance keeps it: "combined"
	Kind Kind
	Doc  lang.Text // one sentence for `unveil help formats`
	// Zone is the zone that the format documents for times that state none;
	// nil where each time states its own or the format documents nothing.
	Zone *time.Location
	// MayLackZone is true where a time can come without a zone and the format
	// documents none, so that Options.Zone matters.
	MayLackZone bool
	// NativeID is true when records carry an id that their publisher gave
	// them, so that a repeated id is a duplicate or a new version.
	NativeID bool
	// PerLine is true where every record is one line that says all of itself,
	// so that a stream may be cut between lines and its parts read apart.
	PerLine bool
	// Sniff says how sure the format is that head, the first bytes of the
	// decompressed stream (up to HeadSize, cut anywhere), is of its kind:
	// 0 not at all, 100 it can be nothing else. It never looks at a name.
	// Nil: the format is used only when asked for.
	Sniff func(head []byte) int
	// Read reads the whole stream into the sink.
	Read func(ctx context.Context, in *Stream, opt Options, to Sink[R]) error
}

// HeadSize is how many bytes a Sniff function is shown at most.
const HeadSize = 64 << 10
