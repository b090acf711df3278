package probe

import "slices"

// injections are the patterns of requests that carry code, or the way to a
// file outside of the site. A pattern that occurs in innocent requests too is
// weak, or wants a second part.
func injections() []pattern {
	return slices.Concat(traversals(), sqlPatterns(), commands(), expressions(), scripts())
}

func traversals() []pattern {
	return slices.Concat(
		list(Traversal, inURL, strong, doubled, "../"),
		list(Traversal, inPath, strong, doubled, "/..;/", "/.;/"),
		list(Traversal, inURL, strong, wordEnd, "/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/group", "/etc/groups", "/etc/issue",
			"/proc/self/", "/proc/version", "win.ini", "boot.ini", "/windows/system32", "system.ini", "inetpub/wwwroot/global.asa",
			"web-inf/web.xml", "meta-inf/manifest.mf", "/var/log/apache", "/var/log/nginx", "/var/log/auth", "/usr/local/apache2/conf"),
		list(Traversal, inQuery, strong, 0, "file:///", "=file:/", "php://filter", "php://input", "=expect://", "=zip://", "=phar://",
			"=php://", "data://text", "=data:text/plain", "=glob://"),
		list(Traversal, inURL, weak, 0, "/var/log/", "c:/", "/root/."),
		[]pattern{
			{text: "=http://", family: Traversal, where: inQuery, strength: weak, also: "?"},
			{text: "=https://", family: Traversal, where: inQuery, strength: weak, also: ".txt?"},
			{text: "rfiinc.txt", family: Traversal, where: inQuery},
		})
}

func sqlPatterns() []pattern {
	const where = inURL | inHeaders
	return slices.Concat(
		list(SQLInjection, where, strong, 0, "information_schema", "union all select", "union distinct select", "xp_cmdshell", "waitfor delay",
			"pg_sleep(", "load_file(", "into outfile", "into dumpfile", "extractvalue(", "updatexml(", "group_concat(", "concat(0x",
			"concat(char(", "||chr(", "null,null", "utl_inaddr", "utl_http.", "dbms_pipe", "ctxsys.drithsx", "sqlite_master", "sysobjects",
			"selectchar(", "randomblob(", "make_set(", "procedure analyse", "'='", "'1'='1", "\"=\"\"", "' or '", "\" or \"", "' or 1",
			"' and '", "' and 1", "') or (", "')) or", "'||'", "or 1=1", "and 1=1", "and 1=2", "or 1=2", "' order by", "' union", ") union",
			"' having", "having 1=1", "';drop", "'; drop", "';exec", "; exec master", ";declare @", "rlike (select", "and (select", "or (select",
			"(select count(", "(select 1", "select sleep(", "and sleep(", "or sleep(", "' --", "'--", "';--", "'%23", "')--"),
		list(SQLInjection, inURL, strong, wordStart, "sleep(", "benchmark(", "substring(", "substr("),
		list(SQLInjection, inURL, strong, 0, "@@version"),
		[]pattern{
			{text: "union select", family: SQLInjection, where: where, also: ","},
			{text: "union select", family: SQLInjection, where: where, also: " from "},
			{text: "=union select", family: SQLInjection, where: where},
			{text: "= union select", family: SQLInjection, where: where},
			{text: "-1 union select", family: SQLInjection, where: where},
			{text: "' union select", family: SQLInjection, where: where},
			{text: "select char(", family: SQLInjection, where: where},
			{text: "select concat(", family: SQLInjection, where: where},
			{text: "order by 1", family: SQLInjection, where: inURL, strength: weak, limits: wordStart},
		},
		list(SQLInjection, inURL, weak, 0, "union select", "distinct(", "upper(", "hex(", "char(", "ascii(", "cast(", "convert(int",
			"mid(", "drop table", "drop database", "insert into", "delete from", " from dual", "chr("),
		list(SQLInjection, inQuery, weak, atEnd, "'", "\"", "')", "';"))
}

func commands() []pattern {
	const where = inURL | inHeaders
	return slices.Concat(
		list(CommandInjection, where, strong, 0, ";wget ", "|wget ", "`wget ", "(wget ", "&wget ", "; wget ", "| wget ", ";curl ", "|curl ",
			"`curl ", "(curl ", "; curl ", "wget http", "curl http", "wget%20http", "wget${", "${ifs}", "chmod 777", "/bin/sh", "/bin/bash",
			"/bin/busybox", ";busybox", ";cat /", "|cat /", "; cat /", "| cat /", "`cat /", "`id`", "$(id)", ";id;", "|id|", "cmd.exe", "cmd=wget",
			"powershell -", "powershell.exe", "rm -rf", "bash -i", "nc -e ", "|base64", "| base64", "base64 -d", "shell_exec(", "passthru(",
			"base64_decode(", "eval(base64", "eval($_", "@eval(", "assert($_", "phpinfo()", "phpinfo();", "<?php", "<?=", "call_user_func",
			"die(@md5", "die(md5", "print(md5(", "echo md5(", "md5(hello", "allow_url_include", "auto_prepend_file", "runtime.getruntime",
			"getruntime().exec", "processbuilder", "() { :", "() {:", "(){ :", "(){:", "ping -c ", "ping -n ", "uname -a", "cmd=cat ", "cmd=id", "cmd=ls",
			"exec=cat ", ";touch ", ";ping ", "|ping ", "&ping ", ";sleep ", "|sleep ", "`sleep ", "/tmp/mozi", "mozi.m", "mozi.a", "todo=syscmd",
			"loader.sh", "shell?cd", "<php>", "xdebug_session_start", "system('", "system(\"", "exec('", "exec(\"", "${print", "${@print",
			"$(ping", "$(curl", "$(wget", "$(nslookup", "nslookup ", "|nslookup", "certutil "),
		list(CommandInjection, inURL, weak, 0, ";id", "|id", "whoami", "ipconfig", ";ls", "|ls", "&& ", "/tmp/"))
}

func expressions() []pattern {
	const where = inURL | inHeaders
	return slices.Concat(
		list(ExpressionInjection, where, strong, 0, "${jndi:", "${lower:", "${upper:", "${::-", "${:-", "${env:", "${sys:", "${date:", "${java:",
			"${script:", "${url:", "${dns:", "${base64", "${${", "${ctx:", "${main:", "${hostname", "jndi:ldap", "jndi:rmi", "jndi:dns",
			"%{(#", "%{#", "${(#", "${#", "${@", "@java.lang", "(#_memberaccess", "#_memberaccess", "ognl.ognl", "@ognl", "opensymphony.webwork",
			"freemarker.template", "t(java.lang", "{{7*7", "{{7*'7", "${7*7", "#{7*7", "<%=7*7", "{{config", "{{self", "{{request.application",
			"__class__", "__globals__", "__subclasses__", "{{constructor", "constructor.constructor(", "redirect:${", "action:${", "redirectaction:",
			"#context[", "xwork.methodaccessor", "java.lang.processbuilder", "javax.script", "getengine"),
		[]pattern{
			{text: "class.module.classloader", family: ExpressionInjection, where: inURL, cve: "CVE-2022-22965"},
			{text: "${jndi:", family: KnownVulnerability, where: where, cve: "CVE-2021-44228"},
			{text: "${script:", family: KnownVulnerability, where: inURL, cve: "CVE-2022-42889"},
			{text: "class.module.classloader", family: KnownVulnerability, where: inURL, cve: "CVE-2022-22965"},
			{text: "() {", family: KnownVulnerability, where: inHeaders, cve: "CVE-2014-6271"},
			{text: "(){ ", family: KnownVulnerability, where: inHeaders, limits: atStart, cve: "CVE-2014-6271"},
		})
}

func scripts() []pattern {
	const where = inURL | inReferer
	return slices.Concat(
		list(CrossSiteScripting, where, strong, 0, "<script", "</script", "<svg", "<img", "<iframe", "<embed", "<object", "<body", "<frameset",
			"<input", "<style", "<meta ", "<details", "<video", "<marquee", "<isindex", "<xss", "javascript:alert", "javascript:document",
			"javascript:eval", "=javascript:", "vbscript:", "alert(", "prompt(", "confirm(1", "document.cookie", "document.domain",
			"string.fromcharcode", "onerror=alert", "domxss", "wvstest="),
		list(CrossSiteScripting, where, strong, wordStart, "onerror=", "onload=", "onmouseover=", "onfocus=", "ontoggle=", "onclick="),
		list(CrossSiteScripting, inQuery, weak, 0, "<div", "<a ", "<br", "<p ", "<p>", "<table", "<b>", "<h1", "\"><", "'><", "javascript:"))
}
