package probe

import "slices"

// resources are the patterns of requests for things that no link of a site
// leads to: secrets, backups, ways in.
func resources() []pattern {
	return slices.Concat(sensitive(), admins(), wordpress(), shells(), logins())
}

func sensitive() []pattern {
	return slices.Concat(
		list(SensitiveFile, inPath, strong, segmentEnd, "/.env", "/.git", "/.svn", "/.hg", "/.bzr", "/.cvs", "/cvs/entries", "/.aws", "/.ssh", "/.htpasswd",
			"/.htaccess", "/.hta", "/.ds_store", "/.bash_history", "/.bashrc", "/.bash_profile", "/.zsh_history", "/.sh_history", "/.history",
			"/.mysql_history", "/.profile", "/.npmrc", "/.docker", "/.dockercfg", "/.kube", "/.netrc", "/.pgpass", "/.boto", "/.s3cfg",
			"/.rhosts", "/.listing", "/.listings", "/.passwd", "/.pwd", "/.perf", "/.forward", "/.subversion", "/.cvsignore", "/.gitignore",
			"/.gitconfig", "/.git-credentials", "/.gitlab-ci.yml", "/.travis.yml", "/.circleci", "/.vscode", "/.idea", "/.cache", "/.config",
			"/.ftpconfig", "/.remote-sync.json", "/.composer", "/.svnignore", "/.web", "/.swf", "/.old",
			"/id_rsa", "/id_dsa", "/id_ed25519", "/aws/credentials", "/credentials.json", "/secrets.json", "/secrets.yml", "/wp-config.php~",
			"/wp-config.php.bak", "/wp-config.php.old", "/wp-config.php.save", "/wp-config.php.swp", "/wp-config.php.txt", "/wp-config.php_bak",
			"/wp-config.bak", "/wp-config.txt", "/wp-config.old", "/wp-config", "/docker-compose.yml", "/server-status", "/server-info",
			"/actuator/env", "/actuator/heapdump", "/actuator/gateway/routes", "/actuator/configprops", "/telescope/requests", "/laravel.log",
			"/storage/logs", "/config/getuser", "/etc/config", "/phpinfo.php", "/phpinfo", "/infophp.php", "/_profiler/phpinfo",
			"/debug/default/view", "/appsettings.json", "/parameters.yml", "/database.yml", "/sftp-config.json", "/service-account.json"),
		list(SensitiveFile, inPath, strong, 0, "/.env.", "/.env_", "/wp-config.php.", "/wp-config.php-", "/.git/", "/.svn/", "/.aws/", "/.ssh/", "/backup.sql", "/dump.sql",
			"/database.sql", "/backup.zip", "/backup.tar", "/backup.rar", "/wwwroot.zip", "/wwwroot.rar", "/www.zip", "/site.zip", "/web.zip", "/db.zip"),
		list(SensitiveFile, inPath, strong, atEnd, ".sql", ".sql.gz", ".sql.zip", ".sql.bz2", ".sql.7z", ".sql.rar", ".sql.tar", ".mdb",
			".php~", ".php.bak", ".php.old", ".php.swp", ".php.save", ".php.orig", ".php_bak", ".kdbx", ".pem", ".htpasswd"),
		list(SensitiveFile, inPath, absent, atEnd, ".bak", ".old", ".swp", ".backup", "~", ".inc", ".pac", ".printer",
			"/composer.json", "/composer.lock", "/web.config", "/debug.log", "/error_log", "/error.log", "/access.log", "/config.json", "/config.php", "/config.yml", "/config.inc.php", "/info.php", "/test.php", "/settings.py"),
		list(SensitiveFile, inPath, absent, segmentEnd, "/actuator", "/actuator/health"),
		list(SensitiveFile, inPath, absent, 0, "wp-config.php"),
		list(SensitiveFile, inPath, weak, named, "/."))
}

func admins() []pattern {
	return slices.Concat(
		list(AdminInterface, inPath, absent, 0, "/phpmyadmin", "/php-my-admin", "/mysqladmin", "/mysql-admin", "/dbadmin", "/myadmin", "/pma/", "/phpmya",
			"/sqlmanager", "/sql-admin", "/websql", "/phppgadmin", "/adminer", "/wp-admin", "/wp-login", "/administrator/", "/manager/html", "/manager/text",
			"/manager/status", "/host-manager", "/jmx-console", "/web-console", "/admin-console", "/solr/", "/jenkins/", "/hudson/",
			"/webadmin", "/webmin", "/typo3/", "/bitrix/admin", "/+cscoe+", "/+cscol+", "/dana-na/", "/dana-cached/", "/owa/auth", "/ecp/",
			"/autodiscover/", "/remote/login", "/global-protect/", "/ssl-vpn/", "/vpn/index.html", "/logon/logonpoint", "/tmui/", "/mgmt/tm/", "/mgmt/shared/",
			"/nagios/", "/zabbix/", "/cacti/", "/geoserver/", "/druid/", "/airflow/", "/kibana", "/h2-console", "/dbconsole", "/cfide/",
			"/crx/packmgr", "/libs/granite", "/system/sling", "/sap/bc/", "/sap/public/", "/sap/admin/", "/sap/hana/", "/sap/opu/", "/irj/portal", "/webui/",
			"/ccmadmin/", "/webacs/", "/mifs/", "/mics/", "/zimbraadmin", "/zimbra/", "/horde/", "/roundcube", "/servicedesk/customer",
			"/portal/redlion", "/hnap1", "/goform/", "/boaform/", "/luci/", "/sdk/weblanguage", "/doc/page/login.asp", "/isapi/security",
			"/admin/config.php", "/vicidial/", "/asterisk/", "/cgi-bin/luci", "/rest/api/latest", "/api/v1/pods", "/v2/_catalog", "/containers/json",
			"/_cat/indices", "/_all_dbs", "/nacos/", "/xxl-job-admin", "/seeyon/", "/weaver/", "/ueditor/", "/fckeditor/", "/ckfinder/", "/elfinder/",
			"/teorema505", "/evox/about", "/nmaplowercheck", "/w00tw00t", "/muieblackcat", "/zecmd/", "/nice ports,"),
		list(AdminInterface, inPath, absent, segmentEnd, "/pma", "/solr", "/nwa", "/admin/login", "/admin/login.php", "/admin/index.php", "/admin.php", "/administrator",
			"/admin/phpmyadmin", "/user/register", "/console", "/jenkins", "/cpanel", "/plesk", "/grafana/login", "/invoker/jmxinvokerservlet"),
		list(AdminInterface, inPath, weak, segmentEnd, "/admin", "/manager", "/login.php", "/login.action", "/login.asp", "/login.aspx", "/login.jsp", "/node/add"),
		list(Scanning, inPath, strong, 0, "w00tw00t", "muieblackcat", "nmaplowercheck", "/nice%20ports,", "/nice ports,", "/hnap1", "/sdk/weblanguage",
			"trinity.txt.bak", "/acunetix", "/nessus", "/nikto", "/burpcollaborator", "/t9kthomehelp"))
}

func wordpress() []pattern {
	return slices.Concat(
		list(WordPressScan, inPath, absent, 0, "wlwmanifest.xml", "/wp-content/plugins/", "/wp-content/themes/", "/wp-admin/install.php", "/wp-admin/setup-config.php",
			"/wp-admin/admin-ajax.php", "/wp-admin/admin-post.php", "/wp-includes/", "/wp-json/", "/wp-content/uploads/"),
		list(WordPressScan, inPath, absent, atEnd, "/xmlrpc.php", "/wp-cron.php", "/wp-login.php", "/wp-links-opml.php", "/wp-trackback.php"),
		list(UserEnumeration, inPath, absent, 0, "/wp-json/wp/v2/users"),
		list(UserEnumeration, inQuery, strong, 0, "rest_route=/wp/v2/users"),
		list(UserEnumeration, inQuery, weak, paramStart, "author="))
}

// shellNames are file names under which web shells and upload forms are known
// or looked for, without their extension.
var shellNames = []string{
	"c99", "c99shell", "c100", "r57", "r57shell", "r00t", "wso", "wso2", "wsoshell", "b374k", "alfa", "alfashell", "alfa3", "alfanew", "alfa-rex", "alfav4",
	"indoxploit", "idx", "xleet", "xleet-shell", "sh3llx", "shellx", "minishell", "webshell", "phpshell", "myshell", "spyshell", "weevely",
	"php-backdoor", "simple-backdoor", "backdoor", "cmdshell", "cybershell", "ironshell", "antichat", "antichat_shell", "filesman", "filesmanager",
	"locus7s", "hacker", "hacked", "dra", "mma", "sniper", "egy", "ddos", "upl0ader", "uploader", "priv8", "bypass", "marijuana", "gelay", "gel4y",
	"anonsec", "anonghost", "leafmailer", "leaf", "mailer", "wp-mna", "wp_mna", "wp_fma", "wp-god", "wp-smail", "wp-info", "wp-user", "wp-file", "wp-functions",
	"wp-22", "wp-2019", "wp-one", "wp-plain", "wp-ver", "wp-sigunq", "wp-conflg", "wp-logln", "olux", "0byte", "0x", "xxx", "xx", "zec", "hhh", "sym403", "symlink",
	"simple_cmd", "cmd", "shell", "sh", "jspshell", "cmdjsp", "jspspy", "phpspy", "phpremoteview", "aspydrv", "aspxspy", "aspxshell", "zehir", "zehir4",
	"ntdaddy", "efso", "remexp", "spexec", "cmdasp", "cmd_win32", "up_win32", "jspbd", "browser", "filesystembrowser", "cmdexec", "cgitelnet", "nstview",
	"lolipop", "matamu", "megabor", "obfuscated-punknopass", "punkholic", "qsd-backdoor", "s72_shell", "soldierofallah", "sosyete", "spygrup", "stres",
	"liz0zim", "simattacker", "tryag", "ani-shell", "crystalshell", "ekin0x", "fatalisticz_fx", "ncc-shell", "phantasma", "phpjackal", "phpvayv",
	"safe0ver", "safe0ver_shell", "simshell", "rootshell", "predator", "dive_shell", "gamma_web_shell", "grp_webshell", "winx_shell", "zyklonshell",
	"small_web_shell", "simple_php_backdoor", "moroccan_spamers", "iskorpitx", "isko", "kral", "erne", "ex0shell", "itsecteam_shell", "connect-back",
	"fox", "lufix", "an7er", "angel", "doiconvs", "wjsindex", "radio", "moduless", "about", "admin-ajax-old", "content-post", "chosen", "atomlib", "autoload_classmap", "fm", "fm1", "fw", "goods", "haxor", "kindex", "lock360", "lv", "makeasmtp", "repeater", "ss", "tshop", "ty", "ups", "ws", "wsa", "xl2023", "xmrlpc",
}

// ordinaryNames are among them names that ordinary sites use too.
var ordinaryNames = map[string]bool{
	"about": true, "radio": true, "goods": true, "browser": true, "content-post": true, "mailer": true, "uploader": true, "fm": true, "ups": true, "ss": true,
	"ty": true, "ws": true, "sh": true, "xx": true, "xxx": true, "idx": true, "angel": true, "fox": true, "leaf": true, "predator": true, "sniper": true, "kindex": true,
	"egy": true, "lv": true, "chosen": true, "repeater": true, "fw": true, "symlink": true, "dra": true, "mma": true, "hacker": true, "kral": true, "erne": true,
}

func shells() []pattern {
	var out []pattern
	for _, name := range shellNames {
		s := absent
		if ordinaryNames[name] {
			s = weak
		}
		out = append(out, pattern{text: "/" + name + ".", family: WebShell, where: inPath, strength: s, limits: script})
	}
	out = append(out, list(WebShell, inPath, strong, 0, "/alfa_data", "/alfacgiapi", "/.well-known/pki-validation/x", "/wp-content/plugins/core-plugin/include.php",
		"/wp-content/plugins/fix/up.php", "/wp-content/themes/seotheme", "/wp-content/plugins/seoplugins", "/wp-content/plugins/ubh", "/wp-content/plugins/apikey")...)
	out = append(out, list(WebShell, inPath, strong, segmentEnd, "/alfa-rex.php7", "/shell4.php", "/shell20211028.php", "/1337.php", "/c99.txt", "/r57.txt", "/shell.txt")...)
	return append(out, pattern{text: "/wp-content/uploads/", family: WebShell, where: inPath, strength: absent, also: ".php"})
}

// logins are pages that take a name and a password. What is at them is only
// known by the method and the answer.
func logins() []pattern {
	return list(LoginBruteForce, inPath, page, segmentEnd, "/wp-login.php", "/login", "/login.php", "/login.html", "/login_form", "/signin", "/sign-in", "/sign_in", "/log-in",
		"/logon", "/user/login", "/users/login", "/users/sign_in", "/account/login", "/accounts/login", "/admin/login", "/administrator/index.php", "/session", "/sessions", "/oauth/token",
		"/api/login", "/api/auth", "/auth/login", "/authenticate", "/api/token", "/iniciar-sesion", "/ingresar", "/acceso", "/entrar", "/login.aspx", "/login.asp", "/login.jsp", "/login.do",
		"/login.action", "/j_security_check", "/xmlrpc.php", "/owa/auth.owa", "/remote/logincheck", "/logincheck", "/dologin", "/checklogin", "/j_spring_security_check", "/ghost/api/admin/session", "/boaform/admin/formlogin")
}

// page is the strength of a pattern that only says what a page is.
const page strength = 255
