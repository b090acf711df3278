package request

import "strings"

// step is one variable of a layout with the literal before it.
type step struct {
	literal []byte // what has to stand before the variable
	name    string // as the layout writes it
	at      int    // place in what the user gave
	place          // where the value goes
	kind    stepKind
	ops     []byte // of a stepTime
	list    bool   // the value may hold ", " and " : "

	until []byte // what ends the value; none: the end of the line
	slash bool   // the value ends before the next slash
	last  bool   // no variable follows
}

// stepKind says how the end of a value is found.
type stepKind uint8

const (
	stepText stepKind = iota // at the next literal
	stepCLF                  // by its length: 17/May/2015:10:05:03 +0000
	stepISO                  // by its form: 2015-05-17T10:05:03+00:00
	stepTime                 // by its ops
	stepEnd                  // not a variable: the literal at the end
)

// Layout is a compiled log_format or LogFormat string.
type Layout struct {
	steps  []step
	escape escape
}

// CompileLayout compiles a log_format string of nginx, a LogFormat string of
// Apache, either as a whole directive, or one of the names common, combined,
// vhost_common and vhost_combined. The error is a *LayoutError.
func CompileLayout(layout string) (*Layout, error) {
	text, err := newLayoutText(layout)
	if err != nil {
		return nil, err
	}
	steps, nginx, err := cutLayout(text)
	if err != nil {
		return nil, err
	}
	steps = joinTargets(steps)
	if err := delimit(steps); err != nil {
		return nil, err
	}
	if err := checkWhole(steps, nginx, len(layout)); err != nil {
		return nil, err
	}
	return &Layout{steps: steps, escape: text.escape}, nil
}

// cutLayout decides whose string it is by the variables it holds more of.
func cutLayout(t *layoutText) (steps []step, nginx bool, err error) {
	dollars, percents := 0, 0
	for i, c := range t.b[:max(len(t.b)-1, 0)] {
		next := t.b[i+1]
		switch {
		case c == '$' && (isLetterOrDigit(next) || next == '{'):
			dollars++
		case c == '%' && (isLetterOrDigit(next) || next == '{' || next == '>' || next == '<' || next == '!'):
			percents++
		}
	}
	switch {
	case dollars == 0 && percents == 0:
		names := make([]string, len(namedLayouts))
		for i, n := range namedLayouts {
			names[i] = n.name
		}
		best, _ := nearest(string(t.b), names)
		return nil, false, &LayoutError{Position: 1, Problem: layoutProblem("layout-unknown", "value", quote(t.b), "suggestion", best)}
	case dollars >= percents:
		steps, err = nginxSteps(t)
		return steps, true, err
	}
	steps, err = apacheSteps(t)
	return steps, false, err
}

// joinTargets makes one variable of a path directly followed by its query:
// $uri$is_args$args, %U%q.
func joinTargets(steps []step) []step {
	joined := steps[:0]
	for _, s := range steps {
		if n := len(joined); n > 0 && len(s.literal) == 0 && s.kind == stepText {
			before := &joined[n-1]
			path := before.field == fieldPath || before.field == fieldTarget
			if path && (s.field == fieldQuery || s.name == "$is_args") {
				before.place = place{fieldTarget, 1}
				before.name += s.name
				continue
			}
		}
		joined = append(joined, s)
	}
	return joined
}

// delimit tells every step what ends its value.
func delimit(steps []step) error {
	end := len(steps) - 1
	for i := range steps[:end] {
		s, next := &steps[i], &steps[i+1]
		s.until, s.last = next.literal, i+1 == end
		if s.kind != stepText || len(s.until) > 0 || s.last {
			continue
		}
		if next.field != fieldTarget && next.field != fieldPath {
			return layoutError("layout-adjacent", next.at, "first", s.name, "second", next.name)
		}
		s.slash = true
	}
	return nil
}

// checkWhole holds that a layout has a client and all six parts of a time.
func checkWhole(steps []step, nginx bool, end int) error {
	parts, client, unknown := 0, false, []string(nil)
	for i := range steps {
		s := &steps[i]
		client = client || s.field.namesClient()
		parts |= s.parts()
		if s.field == fieldTime && s.kind != stepTime {
			parts = allParts
		}
		if s.field == fieldSkip && strings.HasPrefix(s.name, "$") {
			unknown = append(unknown, s.name[1:])
		}
	}
	if parts != allParts {
		return layoutError("layout-no-time", end, "suggestion", suggest(nginx, unknown, "time_local", "%t"))
	}
	if !client {
		return layoutError("layout-no-client", end, "suggestion", suggest(nginx, unknown, "remote_addr", "%h"))
	}
	return nil
}

// suggest is the variable to add; where one of those that were passed over
// looks like it misspelled, that is said.
func suggest(nginx bool, unknown []string, want, apache string) string {
	if !nginx {
		return apache
	}
	for _, u := range unknown {
		if best, edits := nearest(u, nginxNames()); best == want && edits <= 2 {
			return "$" + want + " (≠ $" + u + ")"
		}
	}
	return "$" + want
}

// namesClient is true for a field from which the client can be told.
func (f field) namesClient() bool {
	switch f {
	case fieldClient, fieldPeer, fieldForwarded, fieldRealIP, fieldEdge:
		return true
	}
	return false
}
