//! Words of statuses in several languages, between bars, as [`super::words::words`] writes them.

/// Phrases that say “not won”, looked for before the words within them.
pub(super) const NOT_WON: &str = "not won|nicht gewonnen|non gagne|non gagnee|pas gagne|no ganado|no \
    ganada|nao ganho|nao ganha|\
     non vinto|non vinta|niet gewonnen|ej vunnen|ikke vundet|ikke vunnet|no decision|no sale|no go|\
     no bid|no deal|no interest|not interested|not qualified|no budget|keine entscheidung|\
     kein interesse|kein abschluss|nicht zustande gekommen|sans suite|sin decision|went dark|out sold|\
     did not buy|не реализовано|not a fit|bad fit|no fit";

/// Lost.
pub(super) const LOST: &str = "lost|loss|loose|lose|verloren|verlust|perdu|perdue|perdus|perdues|perdida|\
    perdido|perdidas|\
     perdidos|perda|persa|perso|persi|perduto|perduta|forlorad|forlorat|tapt|tabt|przegrana|przegrane|\
     przegrany|utracona|havitty|ztraceno|dead|cancelled|canceled|abgesagt|storniert|abgelehnt|annule|\
     annulee|cancelado|cancelada|annullato|annullata|geannuleerd|abandoned|abandonne|abandonnee|\
     abandonado|abandonada|abbandonato|abbandonata|disqualified|disqualifie|disqualifiee|\
     disqualifiziert|descalificado|descalificada|desqualificado|squalificato|gediskwalificeerd|\
     unqualified|rejected|refuse|refusee|refused|rechazado|rechazada|rifiutato|rifiutata|afgewezen|\
     rejeitado|declined|withdrawn|zuruckgezogen|ghosted|failed|unsuccessful|gescheitert|проиграна|\
     проиграно|провалена|провалено|отказ|kaybedildi|실패|不成立|キャンセル|실주|失注|输单|丢单|流失";

/// Won.
pub(super) const WON: &str = "won|gewonnen|gagne|gagnee|gagnes|gagnees|remporte|remportee|ganado|ganada|\
    ganados|ganadas|vinto|\
     vinta|vinti|ganho|ganha|ganhos|ganhas|vunnen|vunnet|vundet|wygrana|wygrane|wygrany|voitettu|\
     vyhrano|sold|verkauft|vendu|vendido|vendida|venduto|verkocht|auftrag erteilt|beauftragt|kazanildi|\
     успешна|성사|수주|成交|成约|成約|выиграна|\
     выиграно|успешно|受注|成立|赢单";

/// Words that mean won or lost only as the whole status.
pub(super) const WON_ALONE: &str = "w|win|booked|success|successful|erfolgreich|signe|order|auftrag|wins";

/// No opportunity that counts.
pub(super) const LEFT_OUT: &str = "duplicate|duplicated|doublon|duplikat|dublette|duplicado|duplicada|\
    duplicato|dubbel|test|spam|\
     merged|deleted|geloscht|supprime|eliminado";

/// Open: stages that people know.
pub(super) const OPEN: &str = "open|offen|offene|ouvert|ouverte|abierta|abierto|aperto|aperta|aberto|aberta|\
    open staand|\
     in progress|in process|suspended|in bearbeitung|in arbeit|laufend|en cours|en curso|en proceso|\
     in corso|em andamento|\
     lopend|pagaende|igang|w toku|otwarta|pending|active|aktiv|ongoing|working|new|neu|nouveau|nouvelle|\
     nuevo|nueva|nuovo|nuova|novo|nova|nieuw|prospecting|prospect|prospection|prospeccion|prospezione|\
     prospeccao|lead|leads|suspect|qualification|qualified|qualifying|qualify|qualifizierung|\
     qualifiziert|qualifikation|qualifie|qualifiee|calificacion|calificado|calificada|cualificacion|\
     cualificado|qualificato|qualificata|qualificazione|qualifica|qualificado|qualificacao|kwalificatie|\
     kvalificering|kwalifikacja|discovery|discover|decouverte|descubrimiento|scoperta|descoberta|\
     erstgesprach|entdeckung|needs analysis|analysis|bedarfsanalyse|analyse|analyse des besoins|\
     analisis|analisi|demo|demos|demonstration|demostracion|dimostrazione|presentation|prasentation|\
     presentacion|presentazione|apresentacao|evaluation|evaluating|evaluierung|evaluacion|valutazione|\
     avaliacao|evaluatie|trial|poc|pilot|pilote|piloto|proof|proposal|propose|proposed|quote|quoted|\
     quotation|angebot|offer|offre|proposition|propuesta|proposta|offerte|devis|preventivo|presupuesto|\
     cotizacion|orcamento|offert|tilbud|oferta|tarjous|voorstel|negotiation|negotiations|negotiating|\
     negotiate|verhandlung|in verhandlung|negociation|negociacion|negoziazione|trattativa|negociacao|\
     onderhandeling|forhandling|forhandlung|negocjacje|contract|contracting|contracts|contrat|contrato|\
     contratto|vertrag|legal|procurement|security|redlines|paperwork|review|commit|committed|verbal|\
     best case|upside|meeting|contacted|contact|contacto|contatto|contato|kontakt|kontaktiert|\
     rendez vous|reunion|termin|appointment|engaging|engaged|engagement|interested|hold|escalated|\
     deadline agreed|vereinbart|verbally|paused|stalled|pausiert|scoping|scope|shortlist|short list|\
     shortlisted|\
     technical|solution|decision makers|decision maker|bought in|develop|development|follow up|identified|\
     identify|validation|\
     validate|business case|budgeted|nurturing|рассмотрение|переговоры|новая|提案|進行中|未確定|商談|交渉";
