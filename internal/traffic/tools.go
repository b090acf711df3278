package traffic

import (
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/finding"
)

// tools says which tools the requests of a burst resemble.
func (a *analyser) tools(out *Burst, b *flood.Burst, hostile func(uint32) bool) {
	out.Tools = []Tool{}
	if out.Verdict == finding.Crowd {
		return
	}
	for _, t := range probe.Tools(a.t, b.Window, hostile) {
		tool := Tool{Family: t.Name, Requests: t.Requests, Clients: t.Clients}
		for _, d := range t.Details {
			tool.Detail = append(tool.Detail, d.Name)
		}
		out.Tools = append(out.Tools, tool)
	}
}

// recon says who looked at the target of a burst before, or at the result.
func (a *analyser) recon(out *Burst, b *flood.Burst, hostile func(uint32) bool) {
	out.Recon = []Recon{}
	if out.Verdict == finding.Crowd {
		return
	}
	for _, r := range probe.FindRecon(a.t, b.Window, hostile) {
		var why []string
		for _, m := range append(r.Why, r.Innocent) {
			why = append(why, a.Printer.Print(m))
		}
		out.Recon = append(out.Recon, Recon{
			Client: r.Name, When: r.When, Time: time.UnixMicro(r.Time).UTC(), What: r.Line, Why: strings.Join(why, " "),
		})
	}
}
