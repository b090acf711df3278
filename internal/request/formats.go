package request

import (
	"context"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Formats lists the formats that requests are read from. The first three are
// one reader, which takes each line for what it is; their names say what most
// lines of a source are.
func Formats() []source.Format[Request] {
	return []source.Format[Request]{
		clfFormat("common", isCommon, lang.Text{
			En: "Common Log Format: client, user, time, request line, status, bytes",
			Es: "Common Log Format: cliente, usuario, hora, línea de solicitud, estado, bytes",
		}),
		clfFormat("combined", isCombined, lang.Text{
			En: "Combined Log Format of Apache and nginx: common, with referer and user agent",
			Es: "Combined Log Format de Apache y nginx: el común, con página de origen y agente de usuario",
		}),
		clfFormat("vhost", isWithVhost, lang.Text{
			En: "Common or Combined Log Format with the virtual host, and its port, first",
			Es: "Common o Combined Log Format con el sitio virtual, y su puerto, al principio",
		}),
		{
			Name: "nginx-json", Kind: source.Requests, MayLackZone: true,
			Doc: lang.Text{
				En: "flat JSON access log, one object per line, with the names of nginx, logstash or ECS; --map for others",
				Es: "registro de accesos en JSON plano, un objeto por línea, con los nombres de nginx, logstash o ECS; --map para otros",
			},
			Sniff: sniffNginxJSON, Read: readNginxJSON,
		},
		{
			Name: "caddy-json", Kind: source.Requests, Zone: time.UTC,
			Doc: lang.Text{
				En: "access log of Caddy 2 in its JSON encoding",
				Es: "registro de accesos de Caddy 2 en su codificación JSON",
			},
			Sniff: sniffCaddyJSON, Read: readCaddyJSON,
		},
		{
			Name: "layout", Kind: source.Requests, MayLackZone: true,
			Doc: lang.Text{
				En: "any log_format of nginx or LogFormat of Apache, given with --layout",
				Es: "cualquier log_format de nginx o LogFormat de Apache, dado con --layout",
			},
			Read: readLayout,
		},
	}
}

// clfFormat is one of the formats that the CLF reader serves.
func clfFormat(name string, is func(*parser) bool, doc lang.Text) source.Format[Request] {
	return source.Format[Request]{
		Name: name, Kind: source.Requests, Doc: doc,
		Sniff: func(head []byte) int { return sniffCLF(head, is) },
		Read: func(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
			return readLines(ctx, in, newParser(name, opt), clf, to)
		},
	}
}

func readNginxJSON(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
	f, err := newFlatJSON(opt)
	if err != nil {
		return err
	}
	return readLines(ctx, in, newParser("nginx-json", opt), f.parse, to)
}

// readCaddyJSON takes times without a zone for UTC, as Caddy documents.
func readCaddyJSON(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
	opt.Zone = time.UTC
	return readLines(ctx, in, newParser("caddy-json", opt), caddyJSON, to)
}

func readLayout(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
	l, err := CompileLayout(opt.Layout)
	if err != nil {
		return err
	}
	return readLines(ctx, in, newParser("layout", opt), l.parse, to)
}
