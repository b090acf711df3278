package dossier

import (
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Mask gives the input as it may be published: a deep copy in which every
// ordinary account and address is a pseudonym. A sealed input is given back
// as it is.
func Mask(in Input) (Input, error) {
	if in.Sealed {
		return in, nil
	}
	m, err := NewMasker(in.MaskKey, in.Election, in.Findings)
	if err != nil {
		return Input{}, err
	}
	out := in
	out.MaskKey = nil
	out.Case, out.Command = m.Known(in.Case), m.Known(in.Command)
	out.Sources = slices.Clone(in.Sources)
	for i := range out.Sources {
		out.Sources[i].Name = m.Known(out.Sources[i].Name)
	}
	out.Rejects = slices.Clone(in.Rejects)
	for i := range out.Rejects {
		r := &out.Rejects[i]
		r.File, r.Column, r.Problem = m.Known(r.File), m.Text(r.Column), m.message(r.Problem)
	}
	out.Findings = make([]finding.Finding, len(in.Findings))
	for i := range in.Findings {
		out.Findings[i] = m.finding(in, in.Findings[i])
	}
	return out, nil
}

func (m *Masker) finding(in Input, f finding.Finding) finding.Finding {
	f.Subject = m.Text(f.Subject)
	f.Headline = m.message(f.Headline)
	f.Details, f.Basis, f.Limits = m.messages(f.Details), m.messages(f.Basis), m.messages(f.Limits)
	if f.Hypothesis != nil {
		h := m.message(*f.Hypothesis)
		f.Hypothesis = &h
	}
	f.Innocent = slices.Clone(f.Innocent)
	for i := range f.Innocent {
		f.Innocent[i].Text = m.message(f.Innocent[i].Text)
	}
	f.Evidence = slices.Clone(f.Evidence)
	for i := range f.Evidence {
		f.Evidence[i] = m.evidence(f.Evidence[i], in.SourceKind(f.Evidence[i].Source), f.Front)
	}
	f.Members = m.members(f.Members)
	if f.Series != nil {
		s := *f.Series
		s.Name = m.Text(s.Name)
		f.Series = &s
	}
	f.Method = m.method(f.Method)
	return f
}

// evidence masks a quote. The digest of a post or a request becomes a
// commitment; that of a sheet, which holds nothing masked, stays.
func (m *Masker) evidence(e finding.Evidence, kind source.Kind, front finding.Front) finding.Evidence {
	e.File, e.Quote, e.Role = m.Known(e.File), m.Text(e.Quote), m.message(e.Role)
	if sheets := kind == source.Sheets || (kind == "" && front == finding.Count); !sheets && e.Digest != "" {
		e.Digest = m.Commitment(e.Digest)
	}
	return e
}

// members masks and sorts anew: the order of the names would say something
// about them.
func (m *Masker) members(ms *finding.Members) *finding.Members {
	if ms == nil {
		return nil
	}
	out := finding.Members{Unit: ms.Unit, IDs: make([]string, len(ms.IDs))}
	for i, id := range ms.IDs {
		out.IDs[i] = m.Member(id, ms.Unit)
	}
	slices.Sort(out.IDs)
	for _, e := range ms.Edges {
		a, b := m.Member(e.A, ms.Unit), m.Member(e.B, ms.Unit)
		out.Edges = append(out.Edges, finding.Edge{A: min(a, b), B: max(a, b), Weight: e.Weight})
	}
	return &out
}

func (m *Masker) method(me finding.Method) finding.Method {
	if me.Params == nil {
		return me
	}
	params := make(map[string]any, len(me.Params))
	for k, v := range me.Params {
		params[k] = m.param(v)
	}
	me.Params = params
	return me
}

// param masks the strings of a parameter, in lists and maps as well.
func (m *Masker) param(v any) any {
	switch v := v.(type) {
	case string:
		return m.arg("", v)
	case []string:
		out := make([]string, len(v))
		for i := range v {
			out[i] = m.arg("", v[i])
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = m.param(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = m.param(v[k])
		}
		return out
	}
	return v
}

func (m *Masker) messages(ms []lang.Message) []lang.Message {
	out := make([]lang.Message, len(ms))
	for i := range ms {
		out[i] = m.message(ms[i])
	}
	return out
}

func (m *Masker) message(msg lang.Message) lang.Message {
	if msg.Args == nil {
		return msg
	}
	args := make(lang.Args, len(msg.Args))
	for k, v := range msg.Args {
		if s, ok := v.(string); ok {
			v = m.arg(k, s)
		}
		args[k] = v
	}
	return lang.Message{Key: msg.Key, Args: args}
}

// arg masks one string argument: whole where its name says that it is an
// account or an address, else by what stands in it. A time stays.
func (m *Masker) arg(name, s string) string {
	if _, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return s
	}
	switch strings.TrimRight(name, "0123456789") {
	case "account", "handle", "user", "author":
		return m.Account(s)
	case "address":
		return m.Address(s)
	}
	return m.Text(s)
}
