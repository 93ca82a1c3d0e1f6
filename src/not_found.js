// Some programs write the # of a link as %23, so that the browser asks the host for a file of that name.
// Hosts answer with 404.html, and this sends the reader to the link that was meant. An own file, because the
// content security policy allows no inline script.
const meant = location.href.match(/^(.*\/)(?:index\.html)?%23([pq]\d.*)$/i);
if (meant) location.replace(`${meant[1]}#${meant[2]}`);
