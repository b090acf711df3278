package request

import (
	"context"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// textLine is a format of which every line stands alone.
type textLine struct {
	name  string
	parse parseLine
	local bool // times state no zone
	doc   lang.Text
}

// textLines lists the formats that are text but not of the Common Log
// Format's kin.
func textLines() []textLine {
	return []textLine{
		{"haproxy", haproxy, true, lang.Text{
			En: "HAProxy's option httplog and httpslog, with captured headers and TLS fields",
			Es: "option httplog y httpslog de HAProxy, con encabezados capturados y campos de TLS",
		}},
		{"aws-alb", awsALB, false, lang.Text{
			En: "access log of an AWS Application Load Balancer",
			Es: "registro de accesos de un Application Load Balancer de AWS",
		}},
		{"aws-elb", awsELB, false, lang.Text{
			En: "access log of an AWS Classic Load Balancer",
			Es: "registro de accesos de un Classic Load Balancer de AWS",
		}},
		{"aws-s3", awsS3, false, lang.Text{
			En: "server access log of an Amazon S3 bucket",
			Es: "registro de accesos de un depósito de Amazon S3",
		}},
		{"envoy", envoy, false, lang.Text{
			En: "Envoy's default text format, and Istio's",
			Es: "formato de texto predeterminado de Envoy y el de Istio",
		}},
		{"npm", npm, false, lang.Text{
			En: "Nginx Proxy Manager: time, status, method, host, target, [Client …]",
			Es: "Nginx Proxy Manager: hora, estado, método, sitio, ruta, [Client …]",
		}},
		{"npmplus", npmplus, false, lang.Text{
			En: "NPMplus: time, host, client, seconds, request, status, bytes, referer, agent",
			Es: "NPMplus: hora, sitio, cliente, segundos, solicitud, estado, bytes, página de origen, agente",
		}},
		{"apache-ssl", apacheSSL, false, lang.Text{
			En: "ssl_request_log of Apache; it has no status",
			Es: "ssl_request_log de Apache; no tiene estado",
		}},
		{"squid", squid, false, lang.Text{
			En: "native access.log of Squid",
			Es: "access.log nativo de Squid",
		}},
		{"banjax", banjax, false, lang.Text{
			En: "the layout that Deflect's banjax watches: seconds, client, method, host, request, agent | status",
			Es: "el diseño que vigila banjax de Deflect: segundos, cliente, método, sitio, solicitud, agente | estado",
		}},
		{"zoraxy", zoraxy, true, lang.Text{
			En: "requests in the log of Zoraxy",
			Es: "solicitudes en el registro de Zoraxy",
		}},
		{"bunny", bunny, false, lang.Text{
			En: "access log of Bunny CDN, fields set apart by bars",
			Es: "registro de accesos de Bunny CDN, campos separados por barras",
		}},
		{"iis-native", iisNative, true, lang.Text{
			En: "IIS log file format, fields set apart by commas",
			Es: "formato propio de IIS, campos separados por comas",
		}},
	}
}

// textFormats lists the formats of textLines and the extended formats of the
// W3C, of which a line is not understood without the header before it.
func textFormats() []source.Format[Request] {
	var formats []source.Format[Request]
	for _, f := range textLines() {
		formats = append(formats, f.format())
	}
	return append(formats,
		source.Format[Request]{
			Name: "w3c", Kind: source.Requests, Zone: time.UTC,
			Doc: lang.Text{
				En: "W3C extended log of IIS and others, with any #Fields line; times are UTC",
				Es: "registro extendido del W3C, de IIS y otros, con cualquier línea #Fields; las horas son UTC",
			},
			Sniff: func(head []byte) int { return sniffW3C(head, false) }, Read: readW3C("w3c"),
		},
		source.Format[Request]{
			Name: "cloudfront", Kind: source.Requests, Zone: time.UTC,
			Doc: lang.Text{
				En: "standard log of Amazon CloudFront, with or without its #Fields line",
				Es: "registro estándar de Amazon CloudFront, con o sin su línea #Fields",
			},
			Sniff: func(head []byte) int { return sniffW3C(head, true) }, Read: readW3C("cloudfront"),
		},
	)
}

// format is the format with its sniffing and reading.
func (f textLine) format() source.Format[Request] {
	return source.Format[Request]{
		Name: f.name, Kind: source.Requests, Doc: f.doc, MayLackZone: f.local, PerLine: true,
		Sniff: func(head []byte) int { return sniffText(head, f.parse) },
		Read: func(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
			return readLines(ctx, in, newParser(f.name, opt), f.parse, to)
		},
	}
}
