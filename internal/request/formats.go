package request

import (
	"context"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Formats lists the formats that requests are read from. The first five are
// one reader, which takes each line for what it is; their names say what most
// lines of a source are.
func Formats() []source.Format[Request] {
	formats := []source.Format[Request]{
		clfFormat("common", 0, isCommon, lang.Text{
			En: "Common Log Format: client, user, time, request line, status, bytes",
			Es: "Common Log Format: cliente, usuario, hora, línea de solicitud, estado, bytes",
		}),
		clfFormat("combined", bonusCombined, isCombined, lang.Text{
			En: "Combined Log Format of Apache and nginx: common, with referer and user agent",
			Es: "Combined Log Format de Apache y nginx: el común, con página de origen y agente de usuario",
		}),
		clfFormat("vhost", 2, isWithVhost, lang.Text{
			En: "Common or Combined Log Format with the virtual host, and its port, first",
			Es: "Common o Combined Log Format con el sitio virtual, y su puerto, al principio",
		}),
		clfFormat("nginx-ingress", 3, isIngress, lang.Text{
			En: "combined, with what the ingress controllers of Kubernetes add: length, seconds, upstream",
			Es: "el combinado, con lo que añaden los controladores de entrada de Kubernetes: longitud, segundos, servidor de destino",
		}),
		clfFormat("traefik-clf", 4, isTraefik, lang.Text{
			En: "combined, with what Traefik adds: count, router, server, milliseconds",
			Es: "el combinado, con lo que añade Traefik: contador, enrutador, servidor, milisegundos",
		}),
		{
			Name: "layout", Kind: source.Requests, MayLackZone: true, PerLine: true,
			Doc: lang.Text{
				En: "any log_format of nginx or LogFormat of Apache, given with --layout",
				Es: "cualquier log_format de nginx o LogFormat de Apache, dado con --layout",
			},
			Read: readLayout,
		},
	}
	return slices.Concat(formats, textFormats(), jsonFormats())
}

// bonusCombined puts combined before common where lines are both.
const bonusCombined = 1

// clfFormat is one of the formats that the CLF reader serves.
func clfFormat(name string, bonus int, is func(*parser) bool, doc lang.Text) source.Format[Request] {
	return source.Format[Request]{
		Name: name, Kind: source.Requests, Doc: doc, MayLackZone: true, PerLine: true,
		Sniff: func(head []byte) int { return sniffCLF(head, bonus, is) },
		Read: func(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
			return readLines(ctx, in, newParser(name, opt), clf, to)
		},
	}
}

func readLayout(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
	l, err := CompileLayout(opt.Layout)
	if err != nil {
		return err
	}
	return readLines(ctx, in, newParser("layout", opt), l.parse, to)
}
