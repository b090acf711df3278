package page

import "github.com/unveil-project/unveil/internal/lang"

// Catalogue is every text of the live page; those of the report itself are in
// package tell.
var Catalogue = lang.Catalogue{
	"live.head":          {En: "unveil · {site} · {now} · followed since {since}", Es: "unveil · {site} · {now} · en seguimiento desde las {since}"},
	"live.the-log":       {En: "the log", Es: "el registro"},
	"live.quiet":         {En: "No burst now.", Es: "Por ahora, ninguna ráfaga."},
	"live.running":       {En: "BURST since {start}: {verdict}", Es: "RÁFAGA desde las {start}: {verdict}"},
	"live.ended":         {En: "Last burst, {start} to {end}: {verdict}", Es: "Última ráfaga, de {start} a {end}: {verdict}"},
	"live.rate":          {En: "Now", Es: "Ahora"},
	"live.rate.of":       {En: "{rate:number} requests/s; usual {usual:number}/s (× {ratio:number})", Es: "{rate:number} solicitudes/s; lo habitual, {usual:number}/s (× {ratio:number})"},
	"live.rate.alone":    {En: "{rate:number} requests/s; what is usual is not known", Es: "{rate:number} solicitudes/s; no se sabe qué es lo habitual"},
	"live.clients":       {En: "Last minute", Es: "Último minuto"},
	"live.clients.of":    {En: "{new:count:new address|new addresses}, {known:int} known", Es: "{new:count:dirección nueva|direcciones nuevas}, {known:count:conocida|conocidas}"},
	"live.failed":        {En: "Failed", Es: "Fallidas"},
	"live.failed.of":     {En: "{now:percent}; usual {usual:percent}", Es: "{now:percent}; lo habitual, {usual:percent}"},
	"live.signature":     {En: "In common", Es: "En común"},
	"live.lines":         {En: "Read", Es: "Leídas"},
	"live.lines.of":      {En: "{lines:count:line|lines}, {rejects:count:reject|rejects}", Es: "{lines:count:línea|líneas}, {rejects:count:rechazada|rechazadas}"},
	"live.end":           {En: "Ctrl-C ends.", Es: "Ctrl-C termina."},
	"live.line":          {En: "{now} {site}: {rate}; {state}; failed {failed:percent}; {clients}", Es: "{now} {site}: {rate}; {state}; fallidas {failed:percent}; {clients}"},
	"live.chart":         {En: "Requests, last {span:duration}", Es: "Solicitudes, últimos {span:duration}"},
	"live.state.quiet":   {En: "no burst", Es: "ninguna ráfaga"},
	"live.state.running": {En: "burst since {start}: {verdict}", Es: "ráfaga desde las {start}: {verdict}"},
	"live.state.ended":   {En: "last burst {start} to {end}: {verdict}", Es: "última ráfaga, de {start} a {end}: {verdict}"},
}
