namespace Muster.Local.Measure.Output;

/// <summary>How the report looks. The colours are told apart with red-green blindness too (after Okabe and Ito), and have a contrast of 3 : 1 and more.</summary>
internal static class MeasureStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --soft: #57606a; --line: #d8dee4; --panel: #f6f8fa; --bad: #b3261e; --good: #0a6b3d; --ring: #1b1f24;
          --c0: #0068a8; --c1: #c24e00; --c2: #007a5a; --c3: #9a3d87; --c4: #806000; --c5: #4d5560; }
        @media (prefers-color-scheme: dark) { :root { --bg: #0f1419; --fg: #e6e9ec; --soft: #9da7b1; --line: #313a44; --panel: #171e25; --bad: #ff8a80; --good: #6fd39b; --ring: #e6e9ec;
          --c0: #58b6f0; --c1: #ff9a57; --c2: #40cf9f; --c3: #e59bd2; --c4: #e3c04c; --c5: #b4bcc6; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 70rem; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; } h3 { font-size: 1rem; margin: 0 0 .3rem; }
        p { margin: .3rem 0; } .soft, figcaption { color: var(--soft); font-size: .9rem; }
        .warning { border-left: 4px solid var(--bad); padding: .5rem .8rem; background: var(--panel); margin: 1rem 0; }
        .cards, .charts, .runs { display: grid; gap: 1rem; } .cards { grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); margin-top: 1.2rem; }
        .charts { grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); } .runs { grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); }
        .card, figure { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: 0; } figcaption { margin-bottom: .3rem; }
        .card dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: .3rem 0 0; } dt { color: var(--soft); } dd { margin: 0; font-variant-numeric: tabular-nums; }
        .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .4rem 0 .8rem; padding: 0; list-style: none; } .legend li, .card h3 { display: flex; align-items: center; gap: .45rem; }
        .key { width: 16px; height: 16px; flex: none; } svg { display: block; width: 100%; height: auto; overflow: visible; }
        .grid { stroke: var(--line); stroke-width: 1; } .tick { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; } .none { fill: var(--bad); font-size: 10px; }
        .l { fill: none; stroke-width: 2.5; stroke-linecap: round; } .best { fill: none; stroke: var(--ring); stroke-width: 1.5; } .median { stroke: var(--fg); stroke-width: 2; } .dot { fill-opacity: .6; }
        .s0 { --c: var(--c0); } .s1 { --c: var(--c1); } .s2 { --c: var(--c2); } .s3 { --c: var(--c3); } .s4 { --c: var(--c4); } .s5 { --c: var(--c5); } .l { stroke: var(--c); } .m, .dot { fill: var(--c); }
        .table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; margin-bottom: 1rem; }
        th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; } th { font-weight: 600; } tbody th, td { vertical-align: top; }
        thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; white-space: normal; } .text { text-align: left; } td.note { text-align: left; white-space: normal; min-width: 8rem; }
        .bad { color: var(--bad); } .good { color: var(--good); font-weight: 600; } tr.last th, tr.last td { font-weight: 600; } tr.group td, tr.group th { border-top: 2px solid var(--line); }
        @media print { :root { color-scheme: light; --bg: #fff; --fg: #000; --soft: #444; --line: #bbb; --panel: #fff; --bad: #a11; --good: #064; --ring: #000; --c0: #0068a8; --c1: #c24e00; --c2: #007a5a; --c3: #9a3d87; --c4: #806000; --c5: #4d5560; }
          @page { size: A4; margin: 14mm; } body { padding: 0; max-width: none; font-size: 10pt; } .charts { grid-template-columns: 1fr 1fr; } .runs, .cards { grid-template-columns: 1fr 1fr 1fr; }
          .card, figure, tr { break-inside: avoid; } h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 1.4rem; } h2, h2 + .soft, .legend { break-after: avoid; } .grid { stroke: #ddd; } .tick { fill: #222; font-size: 14px; } .dot { fill-opacity: 1; } .table { overflow: visible; } table { font-size: 7.5pt; } th, td { padding: .2rem .3rem; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """;
}
