/// How the page of a county looks: on screens of any width, and on paper.
enum CountyPageLook {
    static let css = """
        :root{--ink:#1f2933;--soft:#5f6c7b;--line:#dde2e8;--paper:#fff;--ground:#f4f6f8;--blue:#2463a8;--red:#b3261e;\
        --amber:#8a5a00;--green:#1d6b42;--grey:#5b6470}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 "Source Han Sans SC","Noto Sans CJK SC",\
        "Noto Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
        body>*{max-width:1200px;margin-inline:auto;padding-inline:24px}
        header{padding-top:32px}
        h1{margin:0;font-size:26px;line-height:1.3;font-weight:600}
        h2{margin:0;font-size:16px;font-weight:600}
        header p{margin:4px 0 0;color:var(--soft)}
        header p.stopped{color:var(--red)}
        a{color:var(--blue);text-decoration:none}
        a:hover{text-decoration:underline}
        :focus-visible{outline:2px solid var(--blue);outline-offset:2px}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin-top:20px;border:0;padding-block:0}
        .tiles{position:relative}
        .tiles legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .tiles label{flex:1 1 120px;position:relative;background:var(--paper);border:1px solid var(--line);\
        border-radius:8px;padding:10px 16px;cursor:pointer}
        .tiles input{position:absolute;opacity:0}
        .tiles b{display:block;font-size:28px;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
        .tiles label:has(:checked){border-color:currentColor;box-shadow:inset 0 0 0 1px currentColor}
        .tiles label:has(:focus-visible){outline:2px solid var(--blue);outline-offset:2px}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:16px;margin-top:16px}
        figure{margin:0;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px 20px 8px}
        figcaption p{margin:2px 0 4px;font-size:13px;color:var(--soft)}
        figcaption b{color:var(--ink)}
        svg{display:block;width:100%;max-width:560px;margin-inline:auto}
        svg text{font-size:11px;fill:var(--soft);text-anchor:middle;font-variant-numeric:tabular-nums}
        svg .grid{stroke:var(--line);fill:none}
        svg .axis{stroke:var(--soft);fill:none}
        svg circle,svg rect{fill:var(--blue)}
        svg circle.draft{fill:#b07400}
        svg circle.refused,svg circle.failed{fill:var(--red)}
        svg a:hover circle,svg a:focus circle{stroke:var(--ink);stroke-width:1.5}
        .tools{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center;margin-top:20px;font-size:14px}
        .tools input[type=search]{font:inherit;padding:5px 10px;border:1px solid var(--line);border-radius:6px;width:18em;\
        max-width:100%}
        main{padding-bottom:32px;margin-top:12px}
        table{width:100%;border-collapse:separate;border-spacing:0;background:var(--paper);border:1px solid var(--line);\
        border-radius:8px;font-variant-numeric:tabular-nums}
        th,td{padding:8px 10px;text-align:right;vertical-align:top}
        th{position:sticky;top:0;z-index:1;background:#eef1f5;font-size:13px;font-weight:600;color:var(--soft);\
        white-space:nowrap;border-bottom:1px solid var(--line)}
        th:first-child,td:first-child{padding-left:16px}
        th:last-child,tr.row td:last-child{padding-right:16px}
        th.name,td.name,th.state,td.state{text-align:left}
        th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
        th button::after{content:"↕";opacity:.35;margin-left:3px}
        th[aria-sort=ascending] button::after{content:"↑";opacity:1}
        th[aria-sort=descending] button::after{content:"↓";opacity:1}
        th[aria-sort] button{color:var(--ink)}
        tbody{scroll-margin-top:48px}
        tbody+tbody tr.row td{border-top:1px solid var(--line)}
        tbody:target{background:#fff8e1}
        td.name{min-width:9em;font-weight:500}
        td.number{color:var(--soft)}
        td.zero{color:#9aa4af}
        td.error{color:var(--red);font-weight:600}
        td.warning{color:var(--amber);font-weight:600}
        .badge{display:inline-block;padding:0 8px;border-radius:10px;font-size:13px;white-space:nowrap}
        .done .badge{background:#e3f2e9;color:var(--green)}
        .draft .badge{background:#fdf0d5;color:var(--amber)}
        .failed .badge,.refused .badge{background:#fbe4e2;color:var(--red)}
        .leftOver .badge{background:#e9ecef;color:var(--grey)}
        tr.more td{padding-top:0;text-align:left}
        .source{color:var(--soft);font-size:13px;overflow-wrap:anywhere}
        ol{margin:4px 0 0;padding:0;list-style:none;font-size:14px}
        li{margin:0 0 4px;padding-left:3.2em;position:relative;overflow-wrap:anywhere}
        :lang(en) li{padding-left:5em}
        li b{position:absolute;left:0;font-weight:600}
        li small{color:var(--soft);font-size:13px}
        li.error b{color:var(--red)}
        li.warning b{color:var(--amber)}
        li.note b,li.waived b{color:var(--grey)}
        summary{cursor:pointer;font-size:14px;color:var(--blue)}
        .pages{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0 4px}
        .pages img{display:block;width:64px;height:auto;background:#fff;border:1px solid #c8ced6}
        .pages a:hover img{border-color:var(--blue)}
        footer{padding-bottom:32px;color:var(--soft);font-size:13px}
        body:has(#show-pages:not(:checked)) .pages{display:none}
        body:has(#only-done:checked) tbody:not(.done),body:has(#only-draft:checked) tbody:not(.draft),\
        body:has(#only-failed:checked) tbody:not(.failed),body:has(#only-refused:checked) tbody:not(.refused),\
        body:has(#only-leftOver:checked) tbody:not(.leftOver),\
        body:has(#only-warned:checked) tbody:not(.warned){display:none}
        .tiles .done{color:var(--green)}.tiles .draft,.tiles .warned{color:var(--amber)}.tiles .failed,.tiles .refused{color:var(--red)}\
        .tiles .leftOver{color:var(--grey)}.tiles .none{color:var(--grey)}
        @media (max-width:640px){
        body{font-size:14px}
        body>*{padding-inline:12px}
        header{padding-top:20px}
        h1{font-size:21px}
        .tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}
        .tiles label{padding:6px 10px}
        .tiles b{font-size:22px}
        figure{padding:12px 12px 4px}
        svg text{font-size:13px}
        .wide{display:none}
        th,td{padding:8px 4px}
        th:first-child,td:first-child{padding-left:10px}
        th:last-child,tr.row td:last-child{padding-right:10px}
        td.name{min-width:5.5em}
        :lang(en) th{font-size:11px}
        :lang(en) th:nth-child(4),:lang(en) tr.row td:nth-child(4){display:none}
        th:not([aria-sort]) button::after{content:none}
        th button::after{margin-left:1px}
        .pages img{width:52px}
        }
        @media print{
        @page{size:A4;margin:14mm 12mm}
        body{background:#fff;font-size:9pt}
        body>*{max-width:none;padding-inline:0}
        header{padding-top:0}
        .tools,.pages,th button::after{display:none}
        .tiles label,figure,table{border-color:#999}
        .tiles{flex-wrap:nowrap;gap:6px}
        .tiles label{flex-basis:0;padding:4px 8px}
        .tiles b{font-size:16pt}
        .plots{grid-template-columns:1fr 1fr}
        th{position:static;background:none}
        tbody,figure{break-inside:avoid}
        a{color:inherit}
        ol,summary,.source,li small{font-size:8pt}
        details::details-content{display:block;content-visibility:visible}
        }
        """
}
