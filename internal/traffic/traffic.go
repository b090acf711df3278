// Package traffic answers one question of access logs: was this an attack, a
// crowd, both, or can it not be told — with everything that the answer rests
// on in one Report.
//
//	weblog.Table ─ flood, probe, signature, origin ─▶ Report ─▶ page, html, JSON, pack
package traffic
