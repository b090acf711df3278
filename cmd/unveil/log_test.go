package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// madeLine is one line of a made-up log.
type madeLine struct {
	at   time.Time
	text string
}

// madeLog makes up an hour of a small site: ordinary visitors, and from its
// 45th minute on, for five minutes, a thin flood or a crowd.
type madeLog struct {
	r     *rand.Rand
	lines []madeLine
}

func (m *madeLog) add(at time.Time, client, request string, status, size int, referer, agent string) {
	m.lines = append(m.lines, madeLine{at, fmt.Sprintf("%s - - [%s] \"%s HTTP/1.1\" %d %d \"%s\" \"%s\"\n",
		client, at.Format("02/Jan/2006:15:04:05 -0700"), request, status, size, referer, agent)})
}

// visit loads a page and what belongs to it.
func (m *madeLog) visit(at time.Time, client, referer string) {
	agents := []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:60.0) Gecko/20100101 Firefox/60.0",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 11_4 like Mac OS X) Version/11.0 Mobile Safari/604.1",
		"Mozilla/5.0 (Linux; Android 8.0.0) Chrome/67.0.3396.87 Mobile Safari/537.36",
	}
	agent := agents[m.r.IntN(len(agents))]
	page := []string{"/", "/agenda", "/propuestas", "/contacto"}[m.r.IntN(4)]
	m.add(at, client, "GET "+page, 200, 9000, referer, agent)
	for i, asset := range []string{"/estilo.css", "/sitio.js", "/logo.png"} {
		m.add(at.Add(time.Duration(i/2)*time.Second), client, "GET "+asset, 200, 3000, "https://voto.example.org"+page, agent)
	}
	if m.r.IntN(3) == 0 {
		m.add(at.Add(20*time.Second), client, "GET /noticias", 200, 7000, "https://voto.example.org"+page, agent)
	}
}

func (m *madeLog) ordinary(start time.Time) {
	for minute := range 60 {
		for range 4 {
			m.visit(start.Add(time.Duration(minute*60+m.r.IntN(38))*time.Second), fmt.Sprintf("203.0.113.%d", 1+m.r.IntN(150)), []string{"-", "https://red.example/"}[m.r.IntN(2)])
		}
	}
}

// flood asks for the search page, a few times from each of many addresses.
func (m *madeLog) flood(start time.Time) {
	for i := range 2000 {
		client := fmt.Sprintf("198.51.100.%d", i%250)
		if i%3 == 0 {
			client = fmt.Sprintf("192.0.2.%d", i%250)
		}
		status := 200
		if i%4 == 0 {
			status = 503
		}
		m.add(start.Add(time.Duration(m.r.IntN(300))*time.Second), client, fmt.Sprintf("GET /buscar?q=%d", m.r.IntN(100_000)), status, 700, "-", "Mozilla/5.0 (X11; Linux) Chrome/41.0.2228.0")
	}
}

// crowd is people who follow one link.
func (m *madeLog) crowd(start time.Time) {
	for i := range 700 {
		m.visit(start.Add(time.Duration(m.r.ExpFloat64()*90)*time.Second), fmt.Sprintf("198.51.%d.%d", i%60, 1+m.r.IntN(250)), "https://t.example/x")
	}
}

// makeLog is the script command "makelog KIND FILE".
func makeLog(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: makelog ordinary|flood|crowd|older FILE")
	}
	m := &madeLog{r: rand.New(rand.NewPCG(2018, 6))}
	start := time.Date(2018, 6, 12, 20, 0, 0, 0, time.FixedZone("", -5*3600))
	if args[0] == "older" { // a flood of the day before
		start, args[0] = start.AddDate(0, 0, -1), "flood"
	}
	m.ordinary(start)
	switch burst := start.Add(45 * time.Minute); args[0] {
	case "flood":
		m.flood(burst)
	case "crowd":
		m.crowd(burst)
	}
	slices.SortStableFunc(m.lines, func(a, b madeLine) int { return a.at.Compare(b.at) })
	var b strings.Builder
	for _, l := range m.lines {
		b.WriteString(l.text)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o600))
}
