//! Words of statuses in several languages, between bars, as [`crate::history::import::values::words::words`]
//! writes them.

/// Phrases that say “not won”, looked for before the words within them.
pub(in crate::history::import) const NOT_WON: &str = "not won|nicht gewonnen|non gagne|non gagnee|pas gagne|\
    no ganado|\
    no ganada|nao ganho|nao ganha|non vinto|non vinta|niet gewonnen|ej vunnen|ikke vundet|ikke vunnet|\
    no decision|no sale|no go|no bid|no deal|no interest|not interested|not qualified|no budget|\
    keine entscheidung|kein interesse|kein abschluss|nicht zustande gekommen|sans suite|sin decision|\
    went dark|out sold|did not buy|не реализовано|not a fit|bad fit|no fit|ikke solgt|ej sald|ikke aktuelt|\
    no comprado|nie wygrana|niewygrana|nevyhrano|nem nyert|not awarded|auftrag nicht erhalten|\
    zuschlag nicht erhalten|not selected|lost order|no award|no project|\
    kein auftrag|niet gescoord|pas de commande|sin pedido|nessun ordine|\
    won by competitor|won by a competitor|won by competition|won by the competition|competitor won|\
    competitor has won|wettbewerber gewonnen|wettbewerber hat gewonnen|\
    mitbewerber gewonnen|konkurrenz gewonnen|gewonnen von wettbewerber|gewonnen durch wettbewerber|\
    gewonnen vom wettbewerb|niet gegund|concurrent gagne|concurrent a gagne|\
    concurrence a gagne|\
    gagne par concurrent|gagne par un concurrent|gagne par le concurrent|gagne par la concurrence|\
    gagnee par un concurrent|gagnee par la concurrence|ganado por competidor|ganado por un competidor|\
    ganado por la competencia|ganada por un competidor|ganada por la competencia|competidor gano|\
    concurrent gewonnen|gewonnen door concurrent|gewonnen door concurrentie|gewonnen door de concurrent|\
    gewonnen door de concurrentie|vinto da concorrente|vinta da concorrente|vinto dalla concorrenza|\
    vinta dalla concorrenza|ganho por concorrente|ganha por concorrente";

/// Phrases that say that something will not be won any more.
pub(in crate::history::import) const NEVER_WON: &str = "not to be won|no longer to be won|nicht zu gewinnen|\
    nicht mehr zu gewinnen|plus a gagner|impossible a gagner|impossibile da vincere|can t be won|\
    cannot be won|could not be won|won t be won";

/// Phrases that say “not won yet”, of what is open, looked for before “not won” within them.
pub(in crate::history::import) const NOT_YET_WON: &str = "not yet won|not won yet|not yet closed won|\
    to be won|yet to be won|noch nicht gewonnen|noch zu gewinnen|zu gewinnen|pas encore gagne|\
    pas encore gagnee|aun no ganado|aun no ganada|todavia no ganado|todavia no ganada|\
    no ganado aun|no ganada aun|por ganar|nog niet gewonnen|non ancora vinto|non ancora vinta|\
    ancora da vincere|ainda nao ganho|ainda nao ganha|nao ganho ainda|annu ej vunnen|\
    annu inte vunnen";

/// What was lost here is no opportunity, but the contact with a customer.
pub(in crate::history::import) const LOST_CONTACT: &str = "lost contact|contact lost|lost touch|\
    loss of contact|\
    kontakt verloren|\
    verlorener kontakt|kontaktverlust|contact perdu|perte de contact|contacto perdido|perdido contacto|\
    contatto perso|contato perdido|contact verloren|kontakt zerwany|tappad kontakt|mistet kontakt";

/// Words that take back that something was won or lost, wherever they stand beside it.
pub(in crate::history::import) const TAKEN_BACK: &str = "retry|re try|reopen|reopened|re opened|reactivated|\
    win back|winback|\
    not lost|not yet lost|nicht verloren|droht|wiedereroffnet|wieder geoffnet|reaktiviert|rouvert|rouverte|\
    reabierta|reabierto|riaperta|riaperto|heropend|reaberta|reaberto";

/// Words before won and lost that say it is hoped or feared.
pub(in crate::history::import) const HEDGES: &str = "pending|awaiting|expected|expecting|subject to|\
    ausstehend|\
    at risk|risk of|likely|almost|nearly|probably|possibly|drohend|drohender|\
    wahrscheinlich|vermutlich|fast|a risque|risque de|probablement|presque|en riesgo|riesgo de|\
    probablemente|casi|a rischio|rischio di|probabilmente|quasi|risico op|waarschijnlijk|bijna|em risco|\
    risco de|provavelmente|quase|sannolikt|nastan|sandsynligvis|sannsynligvis|nesten|ryzyko|\
    prawdopodobnie|prawie|pravdepodobne|temer|muhtemelen";

/// Words of what was only said: “Verbally won”.
pub(in crate::history::import) const SPOKEN: &str = "verbal|verbally|verbale|mundlich|mundliche|\
    verbalement|verbalmente|mondeling|muntlig|muntligt|mundtligt|mundtlig|ustnie";

/// Words behind won that say what is still awaited: “Zuschlag ausstehend”.
pub(in crate::history::import) const AWAITED: &str = "ausstehend|awaited|erwartet|en attente|\
    in attesa|pendiente|pendente|in afwachting|vantar|afventer|pending signature|awaiting signature|\
    pending contract|awaiting contract|pending approval|awaiting approval|not signed|unsigned";

/// What is still awaited after something was won.
pub(in crate::history::import) const AFTER_WON: &str = "payment|deposit|invoice|invoicing|delivery|goods|\
    anzahlung|zahlung|bezahlung|rechnung|lieferung|ware|paiement|acompte|facture|facturation|livraison|pago|\
    anticipo|factura|facturar|facturacion|entrega|pagamento|acconto|fattura|consegna|merce|fatura|betaling|\
    aanbetaling|factuur|levering|betalning|faktura|leverans";

/// Words that say, beside a negation, that it may still come: “Noch nicht beauftragt”.
pub(in crate::history::import) const YET: &str = "yet|noch|nog|todavia|aun|encore|ancora|ainda|jeszcze|\
    endnu|enda|enna|annu";

/// Words right before won that take it back: “Kein Zuschlag”.
pub(in crate::history::import) const NEGATIONS: &str = "kein|keine|keinen|nicht|no|not|never|non|pas|pas de|\
    geen|niet|inte|ej|ikke|nie|nao|ne";

/// Words right behind a loss that make it a piece of work: “Loss assessment”.
pub(in crate::history::import) const WORK: &str = "review|assessment|analysis|report|interview|adjustment|\
    prevention";

/// Lost, as the whole status.
pub(in crate::history::import) const LOST_ALONE: &str = "l|expire|expiree|denied|regret|vervallen|tappad|\
    caducado|caducada|did not win|non retenu|non retenue|nicht bestellt";

/// Lost.
pub(in crate::history::import) const LOST: &str = "lost|loss|loose|lose|verloren|verlust|perdu|perdue|\
    perdus|perdues|perdida|\
    perdido|perdidas|perdidos|perda|persa|perso|persi|perse|perduto|perduta|forlorad|forlorat|tapt|tabt|\
    przegrana|przegrane|przegrany|utracona|havitty|ztraceno|dead|cancelled|canceled|abgesagt|storniert|\
    abgelehnt|annule|annulee|cancelado|cancelada|annullato|annullata|geannuleerd|abandoned|abandonne|\
    abandonnee|abandonado|abandonada|abbandonato|abbandonata|disqualified|disqualifie|disqualifiee|\
    disqualifiziert|descalificado|descalificada|desqualificado|squalificato|gediskwalificeerd|unqualified|\
    rejected|refuse|refusee|refused|rechazado|rechazada|rifiutato|rifiutata|afgewezen|rejeitado|declined|\
    withdrawn|zuruckgezogen|ghosted|failed|unsuccessful|gescheitert|проиграна|проиграно|провалена|\
    провалено|отказ|kaybedildi|실패|不成立|キャンセル|실주|失注|输单|丢单|流失|prohrano|prohrana|prohrany|stracono|stracona|\
    stracony|hylatty|elvesztett|elveszett|elutasitva|vesztett|pierdut|pierduta|pierdute|χαθηκε|χαμενη|\
    χαμενο|απωλεια|kayip|kaybedilen|iptal|absage|abgebrochen|ausgeschieden|mislukt|tapte|afslaet|avslag|\
    avbojt|avbruten|odrzucona|odrzucone|zamitnuto|izgubljeno|izgubljena|stratene|prarasta|kaotatud|утеряна|\
    загубена|загубен|\
    потеряна|потеряно|失败|已输|丢失|已丢失|不採用|見送り|敗注|敗退|실패함|종료 실패|패배|closedlost|програно|програна|втрачено|خسارة|\
    خاسر|خاسرة|kalah|הפסד|נסגר בהפסד|אבוד|הופסד|\
    thua|thua thau|that bai|da huy|gagal|batal|dibatalkan|kaybedilmis|드롭|แพ|ปิดการขายไมได|ไมสำเรจ|\
    ปิดไมได|เสียงาน|ยกเลิก|failure|geweigerd|ingetrokken|teruggetrokken|afgeslagen|ritirata|ritirato|\
    retirada|retirado|retiree|zuruckgewiesen|churned|churn|dropped|turned down|not converted|\
    regretted|shelved|chiusa con perdita|chiuso con perdita|\
    prehraty|prehrata|prehrate|причини провалу|причины провала";

/// Won.
pub(in crate::history::import) const WON: &str = "won|\
    chiusa con vincita|chiuso con vincita|dobiveno|спечелена|спечелен|gewonnen|gagne|gagnee|\
    gagnes|gagnees|remporte|\
    remportee|ganado|ganada|\
    logrado|lograda|ganados|ganadas|vinto|vinta|vinti|vinte|ganho|ganha|ganhos|ganhas|vunnen|vunnet|vundet|\
    wygrana|wygrane|\
    wygrany|voitettu|vyhrano|sold|verkauft|vendu|vendido|vendida|venduto|verkocht|auftrag erteilt|\
    beauftragt|kazanildi|успешна|성사|수주|成交|成约|成約|выиграна|выиграно|успешно|受注|成立|赢单|auftrag erhalten|\
    zuschlag|zuschlag erhalten|wygrano|vyhrana|vyhrany|vyhrane|megnyert|nyert|elnyert|castigat|castigata|\
    castigate|κερδηθηκε|κερδισμενη|κερδισμενο|kazanilan|voitto|salt|solgt|sprzedane|sprzedana|prodano|\
    ziskano|dobijeno|dobijena|laimeta|voidetud|продано|выигран|成功|已赢|已成交|受注済|계약완료|계약 완료|체결|awarded|\
    closedwon|accepted|akzeptiert|angenommen|accepte|acceptee|aceptada|aceptado|accettata|accettato|\
    geaccepteerd|accepterad|accepteret|akseptert|виграно|виграна|успішно|فوز|رابح|رابحة|menang|זכייה|\
    נסגר בהצלחה|נסגר בזכייה|thanh cong|thang thau|dimenangkan|berhasil|kazanilmis|ชนะ|ปิดการขายได|\
    ปิดการขาย|ปิดการขายสำเรจ|สำเรจ|ไดงาน|ปิดได|\
    aanvaard|binnengehaald|acquisita|acquisito|vyhraty|vyhrata|vyhrate";

/// Texts that say, as the whole status, that others have won; a customer may have been won from them.
pub(in crate::history::import) const NOT_WON_ALONE: &str = "vom wettbewerb gewonnen|\
    vom wettbewerber gewonnen|durch wettbewerb gewonnen|durch wettbewerber gewonnen";

/// Words that mean won or lost only as the whole status.
pub(in crate::history::import) const WON_ALONE: &str = "opdracht|opdracht verkregen|ordered|order received|\
    order won|\
    po received|bestellt|besteld|w|win|\
    renewed|gescoord|booked|success|successful|erfolgreich|signe|signee|order|auftrag|wins|\
    conclue|conclu|thang|da thang|da chot|da ky|tilattu|bestilt|bestalld|commande|pedido recibido|ordre|\
    угода успішна|успішна|verwerkt tot order|\
    invoiced|adjudicado|adjudicada|gegund|commande recue|성사됨|\
    omgezet in order|weitergefuhrt in auftrag|in auftrag gewandelt|in auftrag umgewandelt|\
    transforme en commande|converted to order|omvandlad till order";

/// No opportunity that counts.
pub(in crate::history::import) const LEFT_OUT: &str = "duplicate|duplicated|doublon|duplikat|dublette|\
    duplicado|duplicada|\
    duplicato|dubbel|test|spam|merged|deleted|geloscht|supprime|eliminado";

/// Open: stages that people know.
pub(in crate::history::import) const OPEN: &str = "win plan|likely win|openstaand|verzonden|\
    envoye|draft|presented|behoefteanalyse|gekwalificeerd|kennismaking|afspraak|\
    vergadering|bezoek|\
    intake|contactado|contactada|contatado|contattato|contactee|contacte|prise de contact|visita|visite|rdv|\
    incontro|sopralluogo|reuniao|besichtigung|besuch|kontaktad|kontaktet|behovsanalys|behovsanalyse|\
    spotkanie|analiza|analiza potrzeb|open|offen|offene|offenen|ouverts|ouvertes|\
    abiertas|abiertos|aperti|aperte|abertas|abertos|ouvert|ouverte|abierta|abierto|aperto|aperta|aberto|\
    aberta|open staand|in progress|in process|pendent|hangig|loopt|loopt nog|in bearbeitung|in arbeit|\
    laufend|en cours|en curso|\
    en proceso|in corso|em andamento|lopend|pagaende|igang|w toku|otwarta|pending|active|aktiv|ongoing|\
    working|new|nowa|nowy|nowe|neu|nouveau|nouvelle|nuevo|nueva|nuovo|nuova|novo|nova|nieuw|prospecting|\
    prospect|prospecto|megkereses|\
    prospection|prospeccion|prospezione|prospeccao|lead|leads|suspect|qualification|qualified|qualifying|\
    qualify|qualifizierung|qualifiziert|qualifikation|qualifie|qualifiee|calificacion|calificado|\
    calificada|cualificacion|cualificado|qualificato|qualificata|qualificazione|qualifica|qualificado|\
    qualificacao|kwalificatie|kvalificering|kvalifisering|kvalifisert|kvalificeret|kvalificerad|\
    kwalifikacja|minosites|minositett|rokovanie|ponuka|ponuda|pregovori|преговори|оферта|контакт|\
    pakkumine|labiraakimised|discovery|discover|decouverte|descubrimiento|\
    scoperta|descoberta|erstgesprach|entdeckung|needs analysis|analysis|bedarfsanalyse|analyse|\
    analyse des besoins|analisis|analisi|demo|demos|demonstration|demostracion|dimostrazione|presentation|\
    prasentation|presentacion|presentazione|apresentacao|evaluation|evaluating|evaluierung|evaluacion|\
    valutazione|avaliacao|evaluatie|trial|poc|pilot|pilote|piloto|proof|proposal|propose|proposed|quote|\
    quoted|quotation|angebot|offer|offre|proposition|propuesta|proposta|offerte|devis|preventivo|\
    presupuesto|cotizacion|orcamento|offert|tilbud|oferta|tarjous|voorstel|negotiation|negotiations|\
    negotiating|negotiate|verhandlung|in verhandlung|negociation|negociacion|negoziazione|trattativa|\
    negociacao|onderhandeling|forhandling|forhandlung|negocjacje|contract|contracting|contracts|contrat|\
    contrato|contratto|vertrag|legal|procurement|security|redlines|paperwork|review|commit|committed|\
    verbal|best case|upside|meeting|contacted|contact|contacto|contatto|contato|kontakt|kontaktiert|\
    rendez vous|reunion|termin|appointment|engaging|engaged|engagement|interested|hold|escalated|\
    deadline agreed|vereinbart|verbally|paused|stalled|pausiert|scoping|scope|shortlist|short list|\
    shortlisted|technical|solution|decision makers|decision maker|bought in|develop|development|follow up|\
    identified|identify|validation|validate|business case|budgeted|nurturing|рассмотрение|переговоры|новая|\
    提案|オープン|進行中|未確定|商談|交渉|商談中|見積|見積中|検討中|案件化|対応中|進行|진행중|진행 중|제안|협상|견적|상담|进行中|谈判|报价|跟进中|跟进|初步接触|需求分析|洽谈|aben|\
    abent|apen|apent|oppen|oppet|avoin|avoinna|kaynnissa|tarjottu|otevreno|otevrena|otevreny|probiha|\
    nyitott|folyamatban|ajanlat|targyalas|deschisa|deschis|in lucru|in derulare|ofertare|negociere|ανοιχτη|\
    ανοιχτο|σε εξελιξη|προσφορα|διαπραγματευση|acik|devam ediyor|teklif|gorusme|muzakere|nabidka|jednani|\
    otvorene|rozhovor|otwarte|otwarty|negocjacja|w trakcie|propozycja|i gang|pagar|under arbete|offererad|\
    i dialog|dialog|conversation|talks|pitch|pitched|scoped|sourcing|nurture|outreach|intro|introduction|\
    first call|verhandeln|angebotsphase|kontaktaufnahme|beratung|prufung|in prufung|in gesprek|aanbieding|\
    en negociation|a relancer|relance|chaud|devis envoye|seguimiento|acompanhamento|follow|\
    proposta enviada|in valutazione|в работе|открыта|открыто|предложение|договор|квалификация|первичный|\
    incoming|\
    appointmentscheduled|qualifiedtobuy|presentationscheduled|decisionmakerboughtin|contractsent|kartoitus|\
    neuvottelu|pazarlik|nitelendirme|ヒアリング|アプローチ|初回訪問|初步接洽|方案报价|商务谈判|需求确认|意向|미팅|계약 검토|אפיון|\
    הצעת מחיר|משא ומתן|перемовини|пропозиція|عرض سعر|تفاوض|مفتوح|negosiasi|penawaran|פתוח|\
    moi|tiep can|bao gia|dam phan|dang thuong luong|dang xu ly|kualifikasi|prospek|berlangsung|\
    in attesa|in sospeso|in behandeling|propuesta enviada|oferta enviada|cotizacion enviada|\
    presupuesto enviado|offerta inviata|preventivo inviato|en attente|en espera|wartend|wacht|\
    venter|vantar|oczekuje|bekliyor|ожидает|ожидание|\
    negosiasi harga|gorusuluyor|acik firsat|vyjednavani|kvalifikace|erstkontakt|cita programada|\
    presentacion programada|contrato enviado|\
    в роботі|підготовка документів|рахунок на передоплату|рахунок|відкрита|pendiente|pendientes|\
    rozpracovany|rozpracovana|rozpracovane|waiting|offre remise|en retard|\
    見込み調査|見込み|見込|접촉|ติดตอ|ติดตอแลว|เสนอราคา|เจรจา|เจรจาตอรอง|กำลังดำเนินการ|ใหม|นำเสนอ";

/// Open: leads that marketing and sales took for good, as their short names say; within heads of numbers they
/// are counted, and may be targets.
pub(in crate::history::import) const ACCEPTED: &str = "mql|sql|sao";

/// Closed, without a word of how.
pub(in crate::history::import) const CLOSING: &str = "closed|geschlossen|abgeschlossen|cerrado|cerrada|\
    ferme|fermee|cloture|\
    cloturee|chiuso|chiusa|fechado|fechada|gesloten|afgesloten|lukket|avslutad|stangd|zamkniete|zamknieta|\
    uzavreno|kapali|lezarva|inchis|suljettu|закрыта|закрыто|已关闭|종료|終了|完了|completed|finished|decided";

/// What may be open, lost or nothing that counts: asked, unless something else in the file decides it.
pub(in crate::history::import) const UNCLEAR: &str = "archived|archive|archiviert|archivado|archivada|\
    archivee|archiviato|\
    archiviata|arquivado|arquivada|gearchiveerd|arkiverad|arkiveret|arkivert|zarchiwizowane|dormant|\
    ruhend|dormido|inactivo|suspended|suspendu|suspendue|suspendido|suspendida|sospeso|sospesa|inactive|\
    inaktiv|inactif|parked|geparkt|on ice|auf eis|frozen|mothballed";

/// Open, and in no stage that these words name.
pub(in crate::history::import) const ONLY_OPEN: &str = "open|still open|active|in progress|ongoing|pending|\
    offen|noch offen|\
    laufend|en cours|ouvert|ouverte|abierta|abierto|en curso|aberta|aberto|em aberto|em andamento|aperta|\
    aperto|in corso|lopend|loopt nog|openstaand|oppen|pagaende|apen|aben|igang|avoin|otwarta|otwarty|w toku|\
    otevreno|otevreny|acik|オープン|進行中|진행중|진행 중|进行中";
