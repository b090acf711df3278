package request

import (
	"context"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// jsonFormats lists the formats that are JSON objects, one a line.
func jsonFormats() []source.Format[Request] {
	return []source.Format[Request]{
		{
			Name: "nginx-json", Kind: source.Requests, MayLackZone: true, PerLine: true,
			Doc: lang.Text{
				En: "JSON access log of any shape, one object per line, with the names of nginx, logstash or ECS; --map for others",
				Es: "registro de accesos en JSON de cualquier forma, un objeto por línea, con los nombres de nginx, logstash o ECS; --map para otros",
			},
			Sniff: (&jsonShape{table: nginxTable}).sniff, Read: readNginxJSON,
		},
		caddyJSON.format(lang.Text{
			En: "access log of Caddy 2 in its JSON encoding",
			Es: "registro de accesos de Caddy 2 en su codificación JSON",
		}),
		traefikJSON.format(lang.Text{
			En: "access log of Traefik 2 or 3 in JSON",
			Es: "registro de accesos de Traefik 2 o 3 en JSON",
		}),
		haproxyJSON.format(lang.Text{
			En: "access log of HAProxy with a log-format that writes JSON",
			Es: "registro de accesos de HAProxy con un log-format que escribe JSON",
		}),
		envoyJSON.format(lang.Text{
			En: "access log of Envoy, Istio or Envoy Gateway in JSON",
			Es: "registro de accesos de Envoy, Istio o Envoy Gateway en JSON",
		}),
		gcpJSON.format(lang.Text{
			En: "log of a Google Cloud load balancer (httpRequest)",
			Es: "registro de un balanceador de carga de Google Cloud (httpRequest)",
		}),
		cloudflareJSON.format(lang.Text{
			En: "Cloudflare Logpush, data set http_requests",
			Es: "Cloudflare Logpush, conjunto http_requests",
		}),
		cloudFrontJSON.format(lang.Text{
			En: "Amazon CloudFront standard (version 2) or real-time log in JSON",
			Es: "registro estándar (versión 2) o en tiempo real de Amazon CloudFront en JSON",
		}),
		fastlyJSON.format(lang.Text{
			En: "Fastly real-time log streaming in JSON",
			Es: "transmisión de registros en tiempo real de Fastly en JSON",
		}),
		atsJSON.format(lang.Text{
			En: "Apache Traffic Server in JSON, with its own field names",
			Es: "Apache Traffic Server en JSON, con sus propios nombres de campo",
		}),
		{
			Name: "wrapped-json", Kind: source.Requests, MayLackZone: true, PerLine: true,
			Doc: lang.Text{
				En: "lines of any of these formats inside the JSON of Docker, GELF, journald or a log collector",
				Es: "líneas de cualquiera de estos formatos dentro del JSON de Docker, GELF, journald o un recolector de registros",
			},
			Sniff: sniffWrapped, Read: readWrapped,
		},
	}
}

// format is the Format of a shape that takes no map.
func (s *jsonShape) format(doc lang.Text) source.Format[Request] {
	return source.Format[Request]{
		Name: s.name, Kind: source.Requests, Doc: doc, Zone: s.zone, MayLackZone: s.zone == nil, PerLine: true,
		Sniff: s.sniff,
		Read: func(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
			p := newParser(s.name, opt)
			if s.zone != nil {
				p.clock.zone = s.zone
			}
			return readLines(ctx, in, p, s.parse, to)
		},
	}
}

func readNginxJSON(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
	s, err := newNginxJSON(opt)
	if err != nil {
		return err
	}
	return readLines(ctx, in, newParser(s.name, opt), s.parse, to)
}

func readWrapped(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
	return readLines(ctx, in, newParser("wrapped-json", opt), wrapped, to)
}
