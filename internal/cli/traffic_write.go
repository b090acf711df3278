package cli

import (
	"bytes"
	"os"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/pack"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/html"
)

// trafficWidth is that of the terminal; 80 where there is none.
func (a *app) trafficWidth() int {
	if a.Columns != nil && a.terminal(a.Stdout) {
		if n := a.Columns(a.Stdout); n > 0 {
			return n
		}
	}
	return helpWidth
}

// trafficFiles writes the page and the pack that were asked for.
func (a *app) trafficFiles(q *trafficAsk, an *traffic.Analysis) error {
	if q.html == "" && q.pack == "" {
		return nil
	}
	in, err := a.packInput(q, an)
	if err != nil {
		return err
	}
	public, err := pack.Public(in)
	if err != nil {
		return failed(lang.M("traffic.pack", "why", err.Error()), lang.M("traffic.pack.do"), err)
	}
	var b bytes.Buffer
	if err := html.Write(&b, public, html.Options{Printer: q.options.Printer, Masked: true}); err != nil {
		return err
	}
	if q.html != "" {
		if err := a.writeOutput(q, q.html, b.Bytes()); err != nil {
			return err
		}
		a.note(lang.M("traffic.wrote.html", "file", terminalSafe(q.html)))
	}
	if q.pack == "" {
		return nil
	}
	in.HTML = b.Bytes()
	var z bytes.Buffer
	id, err := pack.Write(&z, in)
	if err != nil {
		return failed(lang.M("traffic.pack", "why", err.Error()), lang.M("traffic.pack.do"), err)
	}
	if err := a.writeOutput(q, q.pack, z.Bytes()); err != nil {
		return err
	}
	a.note(lang.M("traffic.wrote.pack", "file", terminalSafe(q.pack), "id", id))
	if len(in.Recipients) == 0 {
		a.note(lang.M("traffic.unsealed"))
	}
	return nil
}

// writeOutput writes a file whole, unless it is one that was read.
func (a *app) writeOutput(q *trafficAsk, name string, data []byte) error {
	to, err := os.Stat(name)
	if err == nil {
		for _, in := range append(append([]string{q.timeline, q.facts}, q.files...), q.baseline...) {
			if from, err := os.Stat(in); err == nil && os.SameFile(from, to) {
				return usage(lang.M("cli.output-is-input", "file", terminalSafe(name)), lang.M("cli.output-is-input.do"))
			}
		}
	}
	if err := keepFile(name, data, 0o600); err != nil {
		return failed(lang.M("cli.write", "file", terminalSafe(name), "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	return nil
}

// packInput is what a pack is made of.
func (a *app) packInput(q *trafficAsk, an *traffic.Analysis) (pack.Input, error) {
	in := pack.Input{Report: an.Report}
	for _, l := range an.Lines {
		in.Lines = append(in.Lines, pack.Line{Evidence: l.Evidence, Raw: l.Raw})
	}
	for _, b := range an.Report.Bursts {
		for _, m := range b.Members {
			if m != "" {
				in.Clients = append(in.Clients, m)
			}
		}
	}
	var err error
	if in.Recipients, err = recipients(q.sealTo); err != nil {
		return in, err
	}
	in.Key, err = a.packKey(q, an.Report)
	return in, err
}

// packKey is derived from the key of the case where there is one, so that its
// packs name the same addresses alike; else it is drawn.
func (a *app) packKey(q *trafficAsk, r *traffic.Report) ([]byte, error) {
	if len(q.files) == 0 {
		c, err := a.openCase(q.dir)
		if err != nil {
			return nil, err
		}
		secret, err := c.MaskKey()
		if err != nil {
			return nil, err
		}
		return pack.Derive(secret, r), nil
	}
	return pack.NewKey(a.Random)
}

// recipients reads public keys of age and of ssh, or files of such.
func recipients(given []string) ([]age.Recipient, error) {
	var out []age.Recipient
	for _, g := range given {
		lines := []string{g}
		if !strings.HasPrefix(g, "age1") && !strings.HasPrefix(g, "ssh-") {
			data, err := os.ReadFile(g)
			if err != nil {
				return nil, usage(lang.M("traffic.bad-recipient", "value", terminalSafe(g)), lang.M("traffic.bad-recipient.do"))
			}
			lines = strings.Split(string(data), "\n")
		}
		for _, l := range lines {
			if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "#") {
				continue
			}
			r, err := recipient(l)
			if err != nil {
				return nil, usage(lang.M("traffic.bad-recipient", "value", terminalSafe(clip(l, 40))), lang.M("traffic.bad-recipient.do"))
			}
			out = append(out, r)
		}
	}
	return out, nil
}

func recipient(s string) (age.Recipient, error) {
	if strings.HasPrefix(s, "ssh-") {
		return agessh.ParseRecipient(s)
	}
	list, err := age.ParseRecipients(strings.NewReader(s))
	if err != nil {
		return nil, err
	}
	return list[0], nil
}
