package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/unveil-project/unveil/internal/drill"
)

// inputs are the files to read; a recorded one that is not there is "".
type inputs struct {
	log, drillLog string // made
	public        string // the drill's log with public addresses
	places        []string
	posts, sheets string // recorded
	tables        tables
}

// prepare makes the logs in dir and looks for the recorded files.
func prepare(dir, recorded string, lines int, log io.Writer) (inputs, error) {
	in := inputs{
		log:      filepath.Join(dir, fmt.Sprintf("combined-%d.log", lines)),
		drillLog: filepath.Join(dir, fmt.Sprintf("drill-%d.log", lines)),
		posts:    present(filepath.Join(recorded, "posts", "ira-2016h2.csv.zst"), log),
		sheets:   present(filepath.Join(recorded, "sheets", "REMESAS0100020000.txt"), log),
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return in, err
	}
	if err := create(in.log, log, func(w io.Writer) error { return writeCombined(w, lines, 1) }); err != nil {
		return in, err
	}
	if err := create(in.drillLog, log, func(w io.Writer) error { return drill.WriteLog(w, lines, 1) }); err != nil {
		return in, err
	}
	if err := preparePlaces(dir, &in, lines, log); err != nil {
		return in, err
	}
	return in, prepareTables(dir, &in, lines, log)
}

// preparePlaces makes the log whose addresses are looked up, and two
// databases of countries and one of networks.
func preparePlaces(dir string, in *inputs, lines int, log io.Writer) error {
	in.public = filepath.Join(dir, fmt.Sprintf("public-%d.log", lines))
	if err := create(in.public, log, func(w io.Writer) error { return writePublic(w, lines, 1) }); err != nil {
		return err
	}
	for _, d := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"countries-a.csv", func(w io.Writer) error { return writeCountries(w, false) }},
		{"countries-b.csv", func(w io.Writer) error { return writeCountries(w, true) }},
		{"networks.csv", writeNetworks},
	} {
		name := filepath.Join(dir, d.name)
		if err := create(name, log, d.write); err != nil {
			return err
		}
		in.places = append(in.places, name)
	}
	return nil
}

// prepareTables makes the tables of shares and of texts.
func prepareTables(dir string, in *inputs, lines int, log io.Writer) error {
	for _, t := range []struct {
		name  *string
		kind  string
		rows  int
		write func(io.Writer, int, uint64) error
	}{
		{&in.tables.all, "shares", scaled(allShares, lines), writeShares},
		{&in.tables.some, "shares", scaled(someShares, lines), writeShares},
		{&in.tables.texts, "texts", scaled(allTexts, lines), writeTexts},
	} {
		*t.name = filepath.Join(dir, fmt.Sprintf("%s-%d.csv", t.kind, t.rows))
		if err := create(*t.name, log, func(w io.Writer) error { return t.write(w, t.rows, 1) }); err != nil {
			return err
		}
	}
	return nil
}

func present(name string, log io.Writer) string {
	if _, err := os.Stat(name); err != nil {
		_, _ = fmt.Fprintf(log, "bench: without %s: its steps are left out\n", filepath.Base(name))
		return ""
	}
	return name
}

// create writes one input. It is made anew each time, so that no older one is
// measured by mistake.
func create(name string, log io.Writer, write func(io.Writer) error) error {
	_, _ = fmt.Fprintln(log, "bench: making", filepath.Base(name))
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("making %s: %w", name, err)
	}
	return nil
}

// writeCombined writes a Combined log of a day in which every request comes
// from an address drawn anew from a /8: the case in which nothing repeats
// that a reader or a dictionary could profit from. A line has about 237 bytes.
func writeCombined(w io.Writer, lines int, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 0))
	start := time.Date(2018, 7, 1, 0, 0, 0, 0, time.FixedZone("", -5*3600))
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for i := range lines {
		at := start.Add(24 * time.Hour / time.Duration(lines) * time.Duration(i))
		line = appendRequest(line[:0], r, at)
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

func appendRequest(b []byte, r *rand.Rand, at time.Time) []byte {
	sections := [...]string{"noticias/nacional", "resultados/presidencia", "candidaturas/senado", "casillas/ubicacion", "preguntas-frecuentes"}
	browsers := [...]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/67.0.3396.99 Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 11_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/11.0 Mobile/15E148 Safari/604.1",
		"Mozilla/5.0 (Linux; Android 8.0.0; SM-G930F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/67.0.3396.87 Mobile Safari/537.36",
		"Mozilla/5.0 (X11; Linux x86_64; rv:61.0) Gecko/20100101 Firefox/61.0",
	}
	host := r.Uint32()
	b = append(b, "10."...)
	for _, shift := range [...]int{16, 8, 0} {
		b = strconv.AppendUint(b, uint64(host>>shift&255), 10)
		b = append(b, '.')
	}
	b = append(b[:len(b)-1], " - - ["...)
	b = at.AppendFormat(b, "02/Jan/2006:15:04:05 -0700")
	b = append(b, `] "GET /`...)
	b = append(b, sections[r.IntN(len(sections))]...)
	b = append(b, '/')
	b = strconv.AppendUint(b, uint64(r.Uint32()), 36)
	b = append(b, ` HTTP/1.1" 200 `...)
	b = strconv.AppendInt(b, 200+r.Int64N(200_000), 10)
	b = append(b, ` "https://example.org/" "`...)
	b = append(b, browsers[r.IntN(len(browsers))]...)
	return append(b, "\"\n"...)
}
