package source

import (
	"bytes"
	"compress/bzip2"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/lang"
)

// Failure is why a source as a whole cannot be used, as one sentence for the
// user. Its cause, if any, is for the log.
type Failure struct {
	File    string
	Problem lang.Message // a key of Failures
	Cause   error
}

func (f *Failure) Error() string {
	if _, own := Failures[f.Problem.Key]; !own && f.Cause != nil {
		return f.File + ": " + f.Cause.Error() // of a reader
	}
	return f.File + ": " + lang.Printer{Catalogue: Failures}.Print(f.Problem)
}

func (f *Failure) Unwrap() error { return f.Cause }

// Failures are the sentences of a Failure.
var Failures = lang.Catalogue{
	"unreadable":     {En: "cannot be opened: {why}", Es: "no se puede abrir: {why}"},
	"directory":      {En: "is a directory; name the files in it, as in {example}", Es: "es un directorio; nombre los archivos que contiene, como {example}"},
	"no-match":       {En: "no file has this name or matches this pattern", Es: "ningún archivo tiene este nombre ni corresponde a este patrón"},
	"empty":          {En: "is empty", Es: "está vacío"},
	"broken-pack":    {En: "the {packing} data are damaged or cut off after {bytes:bytes}; fetch the file again", Es: "los datos {packing} están dañados o cortados después de {bytes:bytes}; obtenga el archivo de nuevo"},
	"broken-read":    {En: "reading stopped after {bytes:bytes}: {why}", Es: "la lectura se detuvo después de {bytes:bytes}: {why}"},
	"is-page":        {En: "is a web page, not an export; download the data themselves", Es: "es una página web, no una exportación; descargue los datos mismos"},
	"is-picture":     {En: "is a picture ({type}), not an export of posts, an access log or tally sheets", Es: "es una imagen ({type}), no una exportación de publicaciones, un registro de accesos ni actas"},
	"is-media":       {En: "is a media file ({type}), not an export of posts, an access log or tally sheets", Es: "es un archivo multimedia ({type}), no una exportación de publicaciones, un registro de accesos ni actas"},
	"is-parquet":     {En: "is a Parquet file; give the export that it was made from", Es: "es un archivo Parquet; dé la exportación de la que salió"},
	"is-archive":     {En: "is an archive (ZIP, tar) or an office document; unpack it, or save the table as CSV", Es: "es un archivo empaquetado (ZIP, tar) o un documento de oficina; desempáquelo o guarde la tabla como CSV"},
	"is-utf16":       {En: "is text in UTF-16; save it as UTF-8 and add that", Es: "es texto en UTF-16; guárdelo en UTF-8 y agregue ese archivo"},
	"is-binary":      {En: "is a binary file, not an export of posts, an access log or tally sheets", Es: "es un archivo binario, no una exportación de publicaciones, un registro de accesos ni actas"},
	"unknown":        {En: "is in no format that is known; name one with --format (see `unveil help formats`), or give --layout for a log of your own making; it begins with {head}", Es: "no está en ningún formato conocido; indique uno con --format (vea `unveil help formats`), o dé --layout para un registro con formato propio; empieza con {head}"},
	"table":          {En: "is a table of no known format, with the columns {columns}; say which is which, as in --map account=…,time=…,text=… for posts or --map station=…,time=…,total=… for sheets", Es: "es una tabla sin formato conocido, con las columnas {columns}; indique cuál es cuál, como --map account=…,time=…,text=… para publicaciones o --map station=…,time=…,total=… para actas"},
	"table-near":     {En: "is a table of no known format, with the columns {columns}; nearest to known names: {near}; if that is what they are, add {map}", Es: "es una tabla sin formato conocido, con las columnas {columns}; las más parecidas a nombres conocidos: {near}; si eso son, agregue {map}"},
	"objects":        {En: "holds JSON of no known format, with the fields {columns}; say which is which, as in --map account=…,time=…,text=…", Es: "contiene JSON sin formato conocido, con los campos {columns}; indique cuál es cuál, como --map account=…,time=…,text=…"},
	"ambiguous":      {En: "could be {formats}; choose with --format", Es: "podría ser {formats}; elija con --format"},
	"no-format":      {En: "there is no format named {format}; nearest: {nearest}", Es: "no hay formato llamado {format}; el más parecido: {nearest}"},
	"no-record":      {En: "none of its {rows:count:row|rows} could be read as {format}; the first: {first}", Es: "ninguna de sus {rows:count:fila|filas} se pudo leer como {format}; la primera: {first}"},
	"is-error-log":   {En: "is the error log of a server: none of its {rows:count:line|lines} tells of a request; give the access log", Es: "es el registro de errores de un servidor: ninguna de sus {rows:count:línea|líneas} habla de una solicitud; dé el registro de accesos"},
	"no-rows":        {En: "holds no row of {format}", Es: "no contiene ninguna fila de {format}"},
	"reader":         {En: "cannot be read as {format}: {why}", Es: "no se puede leer como {format}: {why}"},
	"too-many-files": {En: "is one file too many: at most {limit:int} can be read at once; put some together", Es: "es un archivo de más: se pueden leer a lo más {limit:int} a la vez; junte algunos"},
	"packed-grows":   {En: "is packed ({packing}) and cannot grow; read it without --follow", Es: "está comprimido ({packing}) y no puede crecer; léalo sin --follow"},
	"not-requests":   {En: "is read as {format}, which holds no requests to web sites; name an access log", Es: "se lee como {format}, que no contiene solicitudes a sitios web; indique un registro de accesos"},
	"not-posts":      {En: "is read as {format}, which holds no posts; a network needs posts or a table of shares", Es: "se lee como {format}, que no contiene publicaciones; una red necesita publicaciones o una tabla de publicaciones compartidas"},
	"given-twice":    {En: "has the same content as another of the files; give it once", Es: "tiene el mismo contenido que otro de los archivos; dé uno solo"},
	"changed":        {En: "changed while it was being read; copy it first, then add the copy", Es: "cambió mientras se leía; cópielo primero y agregue la copia"},
}

// maxUnpacked bounds what one compressed file may unpack to: more is not an
// export but an attack on the disk.
const maxUnpacked = 1 << 40

// File is one opened source: its decompressed stream, and a running digest of
// the bytes as they were given.
type File struct {
	Name    string // base name; "-" for standard input
	Packing string // "", "gzip", "zstd", "bzip2"
	Head    []byte // the first decompressed bytes, up to HeadSize

	ctx      context.Context
	file     io.Closer
	raw      *tally // bytes as given
	unpacked *tally
	in       io.Reader
	done     func()
	returns  bool // lines end with a carriage return alone; read as line ends
	last     byte
}

// tally counts and digests what is read through it.
type tally struct {
	r   io.Reader
	n   atomic.Int64 // read by who shows the progress
	sum hash.Hash    // nil: only count
	err error        // what ended the reading, io.EOF excepted
}

func (t *tally) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.n.Add(int64(n))
	if t.sum != nil {
		t.sum.Write(p[:n])
	}
	if err != nil && !errors.Is(err, io.EOF) {
		t.err = err
	}
	return n, err
}

// Expand turns what a user names into file names: a pattern becomes the files
// that match it, sorted; "-" stays. A name that exists is never a pattern.
func Expand(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		if name == "-" {
			files = append(files, name)
			continue
		}
		if info, err := os.Stat(name); err == nil {
			if info.IsDir() {
				return nil, &Failure{File: name, Problem: lang.M("directory", "example", filepath.Join(name, "*.gz"))}
			}
			files = append(files, name)
			continue
		}
		found, err := filepath.Glob(name)
		if err != nil || len(found) == 0 {
			return nil, &Failure{File: name, Problem: lang.M("no-match"), Cause: err}
		}
		files = append(files, found...)
	}
	return files, nil
}

// Open opens a file, finds out by its first bytes how it is packed and reads
// the head of what is in it.
func Open(ctx context.Context, name string, stdin io.Reader) (*File, error) {
	if name == "-" {
		return open(ctx, "-", io.NopCloser(stdin))
	}
	f, err := os.Open(name)
	if err != nil {
		why := err
		if pe := new(os.PathError); errors.As(err, &pe) {
			why = pe.Err
		}
		return nil, &Failure{File: name, Problem: lang.M("unreadable", "why", why.Error()), Cause: err}
	}
	return open(ctx, filepath.Base(name), f)
}

func open(ctx context.Context, name string, rc io.ReadCloser) (*File, error) {
	f := &File{Name: name, ctx: ctx, file: rc, done: func() {}}
	f.raw = &tally{r: rc, sum: sha256.New()}
	if err := f.unpack(); err != nil {
		f.Close()
		return nil, err
	}
	head := make([]byte, HeadSize)
	n, err := io.ReadFull(f.unpacked, head)
	f.Head = head[:n]
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) || f.unpacked.err != nil {
		defer f.Close()
		return nil, f.failed(cmpErr(f.unpacked.err, err))
	}
	if n == 0 {
		f.Close()
		return nil, &Failure{File: name, Problem: lang.M("empty")}
	}
	f.in = io.MultiReader(bytes.NewReader(f.Head), f.unpacked)
	if bytes.IndexByte(f.Head, '\r') >= 0 && bytes.IndexByte(f.Head, '\n') < 0 {
		f.returns = true
		f.Head = bytes.ReplaceAll(f.Head, []byte("\r"), []byte("\n"))
	}
	return f, nil
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// unpack puts the decompressor that the first bytes ask for in the way.
func (f *File) unpack() error {
	magic := make([]byte, 4)
	n, err := io.ReadFull(f.raw, magic)
	if f.raw.err != nil {
		return f.failed(f.raw.err)
	}
	if err != nil && n == 0 {
		return &Failure{File: f.Name, Problem: lang.M("empty")}
	}
	magic = magic[:n]
	rest := io.MultiReader(bytes.NewReader(magic), f.raw)
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		f.Packing = "gzip"
		z, err := gzip.NewReader(rest)
		if err != nil {
			return f.failed(err)
		}
		rest = z
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		f.Packing = "zstd"
		z, err := zstd.NewReader(rest, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return f.failed(err)
		}
		f.done = z.Close
		rest = z
	case bytes.HasPrefix(magic, []byte("BZh")):
		f.Packing = "bzip2"
		rest = bzip2.NewReader(rest)
	}
	f.unpacked = &tally{r: rest}
	return nil
}

// Read reads decompressed bytes until the end or until the context ends.
func (f *File) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	if f.unpacked.n.Load() > maxUnpacked {
		return 0, f.failed(fmt.Errorf("unpacks to more than %d bytes", int64(maxUnpacked)))
	}
	n, err := f.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = f.failed(err)
	}
	if f.returns {
		for i := range p[:n] {
			if p[i] == '\r' {
				p[i] = '\n'
			}
		}
	}
	if n > 0 {
		f.last = p[n-1]
	}
	return n, err
}

// Open says that the last line read has no end: the file was copied while it
// was being written, or ends that way.
func (f *File) Open() bool { return f.last != '\n' }

// failed says in one sentence why the bytes stopped.
func (f *File) failed(err error) error {
	n := f.raw.n.Load()
	if f.unpacked != nil {
		n = f.unpacked.n.Load()
	}
	if f.Packing != "" && f.raw.err == nil {
		return &Failure{File: f.Name, Problem: lang.M("broken-pack", "packing", f.Packing, "bytes", n), Cause: err}
	}
	return &Failure{File: f.Name, Problem: lang.M("broken-read", "bytes", n, "why", err.Error()), Cause: err}
}

// Finish reads what a decompressor left unread, so that the digest covers the
// whole file, and gives the digest and the sizes.
func (f *File) Finish() (sha string, size, unpacked int64, err error) {
	if _, err := io.Copy(io.Discard, f.raw); err != nil {
		return "", 0, 0, f.failed(err)
	}
	return hex.EncodeToString(f.raw.sum.Sum(nil)), f.raw.n.Load(), f.unpacked.n.Load(), nil
}

// Progress is how many bytes of the file as given were read.
func (f *File) Progress() int64 { return f.raw.n.Load() }

// Close closes the file.
func (f *File) Close() error {
	f.done()
	return f.file.Close()
}

// Wrong says what the head of a file shows it to be where that is a
// well-known kind of file that holds no observations.
func Wrong(head []byte) (lang.Message, bool) {
	trimmed := bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf")
	kind, _, _ := strings.Cut(http.DetectContentType(trimmed), ";")
	family, _, _ := strings.Cut(kind, "/")
	switch {
	case kind == "text/html" || kind == "text/xml":
		return lang.M("is-page"), true
	case family == "image":
		return lang.M("is-picture", "type", kind), true
	case family == "video" || family == "audio" || family == "font":
		return lang.M("is-media", "type", kind), true
	case bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")):
		return lang.M("is-utf16"), true
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return lang.M("is-archive"), true
	case bytes.HasPrefix(head, []byte("PAR1")):
		return lang.M("is-parquet"), true
	case kind == "application/zip":
		return lang.M("is-archive"), true
	}
	return lang.Message{}, false
}

// Binary says whether the head of a file holds bytes that no text has. Logs
// under attack do hold a few, so this is asked last.
func Binary(head []byte) bool {
	return strings.HasPrefix(http.DetectContentType(head), "application/")
}
