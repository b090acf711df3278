package election

import (
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
)

// Problem is one thing wrong with an election.yaml.
type Problem struct {
	File    string       // as it was named to Parse
	Line    int          // from 1
	Column  int          // in characters, from 1
	Path    string       // "candidates[2].coalition", counted from 0; "" for the file as a whole
	Warning bool         // the file can be used all the same
	Text    lang.Message // what is wrong: one of Problems
	Do      lang.Message // what to do about it: one of Problems
}

// Print renders a problem as "election.yaml:12:5: candidates[2].coalition:
// what is wrong. What to do."
func (p Problem) Print(pr lang.Printer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", p.File, p.Line, p.Column)
	if p.Warning {
		b.WriteString(pr.Print(lang.M("election.warning")) + ": ")
	}
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	return b.String() + pr.Print(p.Text) + " " + pr.Print(p.Do)
}

// Failed is true where one of the problems is more than a warning.
func Failed(problems []Problem) bool {
	for _, p := range problems {
		if !p.Warning {
			return true
		}
	}
	return false
}

// maxProblems is how many problems are reported; a hostile file could have a
// hundred thousand.
const maxProblems = 200

// place is a position in the file.
type place struct{ line, column int }

// report gathers problems and knows where every value of the file stands.
type report struct {
	file     string
	places   map[string]place // path of a value → where it begins
	keys     map[string]place // path of a value → where its key stands
	problems []Problem
	left     int // problems beyond maxProblems
}

func newReport(file string) *report {
	return &report{file: file, places: map[string]place{}, keys: map[string]place{}}
}

// full is true once nothing more is going to be shown.
func (r *report) full() bool { return len(r.problems) >= maxProblems }

// at finds the position of a path, or of the nearest thing that holds it.
func (r *report) at(path string) place {
	for {
		if p, ok := r.places[path]; ok {
			return p
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			break
		}
		path = path[:i]
	}
	if p, ok := r.places[""]; ok {
		return p
	}
	return place{1, 1}
}

// fail reports an error at a path.
func (r *report) fail(path string, text, do lang.Message) {
	r.add(r.at(path), path, false, text, do)
}

// failKey reports an error about the key at a path, not its value.
func (r *report) failKey(path string, text, do lang.Message) {
	at, ok := r.keys[path]
	if !ok {
		at = r.at(path)
	}
	r.add(at, path, false, text, do)
}

// warn reports a warning at a path.
func (r *report) warn(path string, text, do lang.Message) {
	r.add(r.at(path), path, true, text, do)
}

func (r *report) add(at place, path string, warning bool, text, do lang.Message) {
	if r.full() {
		r.left++
		return
	}
	r.problems = append(r.problems, Problem{
		File: r.file, Line: at.line, Column: at.column, Path: path,
		Warning: warning, Text: text, Do: do,
	})
}

// done gives the problems in the order of the file.
func (r *report) done() []Problem {
	sortProblems(r.problems)
	if r.left > 0 {
		last := r.problems[len(r.problems)-1]
		r.problems = append(r.problems, Problem{
			File: r.file, Line: last.Line, Column: last.Column,
			Text: lang.M("election.more", "n", r.left), Do: lang.M("election.do.first"),
		})
	}
	return r.problems
}
