//! More words of heads, of languages whose exports came later: Vietnamese, Thai, Indonesian, Turkish, Czech
//! and Korean, and heads of those who sell their time. As [`crate::history::import::values::words::words`]
//! writes them.

use super::head_words::WEAK;
use crate::history::import::choices::Role;

/// Phrases between bars, and what a column of such a head holds, as
/// [`PHRASES`](super::head_words::PHRASES) has them.
pub(in crate::history::import) const MORE: &[(Role, u8, &str)] = &[
    (
        Role::WonOn,
        0,
        "signed on|signed date|sign date|date signed|contract signed|contract signed on|contract signed date|\
            unterschrieben am|signe le|signee le|firmado el|firmato il|assinado em|ondertekend op|\
            getekend op|underskrevet|\
            underskrevet den|signerad|undertecknad",
    ),
    (
        Role::Created,
        0,
        "gemaakt op|eroffnet|eroffnet am|ouverture|ouvert le|ouverte le|fecha alta|fecha de alta|\
            abierto el|abierta el|aperto il|aperta il|oppnad|oppnat|apnet|abnet|\
            geopend|geopend op|otwarte|otwarto",
    ),
    (
        Role::Id,
        0,
        "id сделки|номер сделки|id лида|id szansy|id affar|affars id|id salgsmulighed|id prilezitosti|\
            id obchodu|id firsat|firsat id|firsat no|id deal|id del negocio|id transaction|\
            id de la transaction|salgsmulighed id|salgsmuligheds id|salgsmulighets id|salgsmulighet id|\
            identyfikator szansy|identyfikator transakcji|mahdollisuuden tunnus|\
            myyntimahdollisuuden tunnus|kaupan tunnus|\
            numero de negocio|numero opportunita|numero oportunidad|numero da oportunidade|numer szansy|\
            cislo obchodu|zakazka|cislo zakazky|номер заказа|取引id|商談no|案件no|거래 id|交易编号|订单号",
    ),
    (
        Role::Name,
        0,
        "nazwa szansy|nazwa transakcji|co hoi|ten co hoi|ten giao dich|thuong vu|peluang|\
            peluang penjualan|firsat adi|\
            obchodni pripad|obchodni prilezitost|nazev prilezitosti|영업기회명|딜 이름|ชือดีล|ดีล|ชือโอกาส|\
            โอกาสการขาย|ชือโอกาสการขาย|โอกาสทางการขาย",
    ),
    (
        Role::Owner,
        0,
        "verantwortliche person|persona responsable|personne responsable|persona responsabile|\
            pessoa responsavel|verantwoordelijke|verantwoordelijke persoon|odpowiedzialny|\
            osoba odpowiedzialna|ansvarig person|nguoi phu trach|nhan vien kinh doanh|\
            nhan vien ban hang|nguoi so huu|chu so huu|nhan vien|penanggung jawab|tenaga penjual|\
            pemilik peluang|pemilik kesepakatan|nama sales|staf penjualan|temsilci|sorumlu|\
            sorumlu kisi|musteri temsilcisi|resitel|odpovedna osoba|담당영업|영업담당|영업대표|ผูรับผิดชอบ|\
            เจาของ|เจาของดีล|พนักงานขาย|ผูดูแล|ผูขาย",
    ),
    (Role::Owner, 1, "account exec|sales exec|sales executive|account director|salesman name"),
    (Role::Owner, 0, "whose|whose deal|whose is it"),
    (
        Role::Owner,
        2,
        "user full name|key account manager|kam|representante|representante de ventas|asesor comercial|\
            ejecutivo comercial|gestor comercial|kundenberater|vertriebsbetreuer|verkaufsberater|\
            aussendienstmitarbeiter|ingenieur commercial|charge de clientele|responsable de compte|\
            agente commerciale|commerciale di riferimento|relatiebeheerder|saljansvarig|kundansvarig|\
            kundeansvarlig|salgsansvarlig|przedstawiciel handlowy|obchodni zastupce|myyntiedustaja|\
            consultor|executivo de contas|vendedor responsavel|associate|sales associate|mitarbeitende|\
            nom du vendeur|collaborateur|empleado|nome venditore|naam medewerker|colaborador|\
            nome do vendedor|medarbetare|medarbejder|pracownik|tyontekija",
    ),
    (
        Role::Quota,
        WEAK,
        "planumsatz|sollumsatz|umsatzplan|objectif de vente|objectif de ventes|objectif des ventes|\
            budget ca|objetivo ventas|objetivo de venta|budget vendite|target vendite|\
            obiettivo fatturato|obiettivo vendite|omzetdoel|forsaljningsbudget|salgsbudget|\
            salgsmal|cel sprzedazy|plan prodeje|myyntitavoite|revenue goal|full year quota|\
            presupuesto de ventas",
    ),
    (
        Role::Bookings,
        WEAK,
        "umsatz ist|erreichter umsatz|abschlusssumme|ventes realisees|ventas reales|ventas logradas|\
            vendite effettive|vendite realizzate|behaalde omzet|vendas realizadas|realiseret salg|\
            realisert salg|skutecny prodej|toteutunut myynti|closed business|achieved sales|\
            sales to date",
    ),
    (Role::Bookings, 2, "quota credit|quota credits"),
    (
        Role::Amount,
        1,
        "стойност|nettoumsatz|auftragsvolumen netto|ordersom|kaupan arvo|gesamtpreis|prix total",
    ),
    (
        Role::AmountExpected,
        0,
        "ca potentiel|fatturato previsto|potential revenue|potential value|umsatzpotenzial|umsatzpotential",
    ),
    (
        Role::Created,
        1,
        "erfasst|erfasst am|eingangsdatum|date received|received date|data inserimento|data de cadastro|\
            registreringsdatum|data wprowadzenia|luontipaiva|loodud|създадена на|създаден на|\
            дата на създаване",
    ),
    (
        Role::Closed,
        1,
        "closing|gesloten datum|fecha resolucion|fecha de resolucion|fecha firma|fecha de firma|data esito|\
            data firma|\
            data della firma|data de encerramento|data de conclusao|datum uzavretia|datum zatvaranja|suletud|\
            дата на затваряне|затворена на",
    ),
    (
        Role::Owner,
        1,
        "sachbearbeiter|sachbearbeiterin|resp commercial|resp commerciale|resp comercial|\
            vendedor asignado|hunter|farmer",
    ),
    // Who is on a card of a board.
    (Role::Owner, 2, "members|member|card members"),
    (Role::Name, 2, "card name|card title|task name"),
    (Role::Id, 2, "card id|task id"),
    (Role::Stage, 1, "list name|board list"),
    // A column of names under what else would be numbers.
    (Role::Owner, 2, "sales|vertrieb|verkauf|vente|ventas|vendite|forsaljning|salg|sprzedaz|prodej|продажи"),
    (
        Role::Field,
        0,
        "поле|pole|falt|felt|alan|kentta|mezo|項目|フィールド|字段|필드|campo modificado|campo alterado|\
            champ modifie|geandertes feld|modificato campo|измененное поле|changed property",
    ),
    (
        Role::OldValue,
        0,
        "старое значение|прежнее значение|было|stara wartosc|poprzednia wartosc|gammalt varde|\
            tidigare varde|gammel vaerdi|gammel verdi|puvodni hodnota|stara hodnota|eski deger|\
            旧値|変更前の値|旧值|이전 값|valore originale|valor original|vorheriger wert|valeur precedente|\
            valeur d origine",
    ),
    (
        Role::NewValue,
        0,
        "новое значение|стало|nowa wartosc|nytt varde|ny vaerdi|ny verdi|nova hodnota|yeni deger|新値|\
            変更後の値|新值|새 값|geanderter wert",
    ),
    (
        Role::ChangedOn,
        0,
        "дата изменения|изменено|время изменения|data zmiany|zmieniono|andringsdatum|andrad|\
            aendringsdato|endringsdato|changed|data modificacao|modificado em|alterado em|modificato il|\
            modificado el|modifiee le|gewijzigd|aendret den|muutospaiva|muutettu",
    ),
    (
        Role::From,
        0,
        "stage before|edellinen vaihe|vanha vaihe|vaiheesta|de la phase|depuis la phase|\
            prior phase|old phase|previous phase|from phase|von stufe|aus phase|aus stufe|\
            bisherige phase|phase vorher|phase alt|etape de depart|etape d origine|etape source|\
            etape de|depuis l etape|ancien stade|etapa de origen|etapa origen|de etapa|de la etapa|\
            de fase|fase de origen|dalla fase|da fase|fase di partenza|fase di origine|van fase|\
            oude fase|da etapa|etapa de origem|da fase|fase de origem|fran steg|fran fas|tidigare steg|\
            fra fase|fra trin|forrige fase|tidligere fase|z etapu|ze stadium|poprzedni etap|z fazy|\
            z faze|puvodni faze|predchozi faze|onceki asama|из этапа|с этапа|из стадии|предыдущий этап|\
            прежний этап|предыдущая стадия|прежняя стадия|移動元フェーズ|変更前フェーズ|変更前ステージ|変更前|旧フェーズ|\
            旧ステージ|前フェーズ|前ステージ|原阶段|变更前阶段|变更前|이전 단계|변경 전|변경 전 단계",
    ),
    (
        Role::To,
        0,
        "stage after|uusi vaihe|vaiheeseen|bis phase|vers la phase|a la phase|\
            new phase|to phase|zu stufe|nach stufe|in phase|zu phase|phase neu|phase nachher|\
            etape d arrivee|etape cible|etape a|a l etape|nouveau stade|etapa de destino|etapa destino|\
            a etapa|a la etapa|a fase|fase de destino|alla fase|fase di arrivo|fase di destinazione|\
            naar fase|para etapa|para a etapa|etapa de destino|para fase|para a fase|till steg|till fas|\
            nytt steg|ny fas|til fase|til trin|ny fase|nyt trin|do etapu|do stadium|nowy etap|do fazy|\
            do faze|nova faze|yeni asama|в этап|на этап|в стадию|новый этап|новая стадия|移動先フェーズ|\
            変更後フェーズ|変更後ステージ|変更後|新フェーズ|新ステージ|次フェーズ|新阶段|变更后阶段|变更后|새 단계|변경 후|변경 후 단계",
    ),
    (
        Role::Stage,
        0,
        "verkaufsstufe|giai doan|giai doan ban hang|tahapan|tahap penjualan|satis asama|faze prodeje|\
            영업단계|진행단계|ขันตอน|ขันตอนการขาย|ระยะ|ขัน",
    ),
    // “Is Won”, whose cells may say won, lost and pending.
    (Role::Status, 4, "is won|iswon|deal won|won"),
    // How forms ask for them.
    (
        Role::Status,
        2,
        "where at|where are we|where are we at|where is it at|where s it at|\
            how s it going|where does it stand|where is it|\
            how did it end|what happened|did we win|did you win",
    ),
    (Role::Owner, 2, "your name|who are you|ihr name|dein name|votre nom|tu nombre|su nombre|seu nome"),
    (Role::Status, 0, "trang thai|tinh trang|ket qua|hasil|sonuc|durumu|vysledek|결과|สถานะ|ผลลัพธ|ผล"),
    (
        Role::Created,
        0,
        "ngay tao|tao luc|dibuat|dibuat pada|tanggal pembuatan|olusturma tarihi|acilis tarihi|\
            datum zalozeni|zalozeno dne|생성일자|등록일자|วันทีสราง|สรางเมือ",
    ),
    (
        Role::Created,
        1,
        "datum offerte|offertedatum|datum angebot|angebot vom|angebotsdatum|quote date|quoted on|\
            date du devis|date de l offre|fecha de oferta|fecha del presupuesto|data offerta|\
            data preventivo|data da proposta|data oferty|offertdatum|tilbudsdato",
    ),
    (
        Role::Created,
        1,
        "negocio criado|data de abertura|data apertura|registrert|registreret|registrerad|registriert am|\
            received|received on|eingegangen am|eingang|受付日|접수일|受理日期|anfrage vom|offerte vom",
    ),
    (Role::Created, 1, "ngay bat dau|tanggal mulai|baslangic tarihi|วันทีเริม|วันทีเริมตน"),
    (
        Role::Created,
        0,
        "aberto em|aberta em|ημ νια δημιουργιασ|ημ δημιουργιασ|date d ouverture|date ouverture|card created",
    ),
    (Role::Created, 1, "started|started on"),
    (Role::Closed, 1, "done"),
    (Role::Created, 0, "vytvoreny|vytvorena|vytvorene|added at|first talked|first met|first contact"),
    (Role::Created, 1, "sendt|sendt dato|skickad|skickat|envoye le|enviado em|enviado el|sent on|date sent"),
    (
        Role::Closed,
        0,
        "uzavrety|uzavreta|uzavrete|uzatvorene|erledigt am|done on|ημ νια κλεισιματοσ|ημ κλεισιματοσ|\
            faktisk lukkedato|faktiskt avslutsdatum|faktiskt slutdatum|\
            tatsachlicher abschluss|date resultat|date du resultat|date de resultat|afgesloten op|stangd|\
            stangd datum|stangd den|abgeschlossen|abgeschlossen am|geschlossen|geschlossen am|ferme le|\
            cloture le|cerrado|cerrado el|cerrada|cerrada el|chiuso il|chiusa il|fechado em|fechada em|\
            zamkniete|zamknieto|outcome date|date of outcome|resolved|resolved on|finished|finished on|\
            finish date|avslutad|avslutad den",
    ),
    (
        Role::ClosePlanned,
        0,
        "plan uzavretia|ocakavane uzavretie|planovane uzavretie|αναμενομενο κλεισιμο|\
            αναμενομενη ημερομηνια κλεισιματοσ|anslaet lukkedato|uppskattat slutdatum|\
            uppskattat avslutsdatum|estimert lukkedato|anslatt lukkedato|date probable|date previsionnelle|\
            data prevista|fecha probable|fecha prevista",
    ),
    (
        Role::AmountActual,
        0,
        "faktisk omsaetning|faktisk omsetning|faktisk intakt|faktiska intakter|faktisk inntekt",
    ),
    (
        Role::AmountExpected,
        0,
        "anslaet omsaetning|anslatt omsetning|estimert omsetning|uppskattad intakt|uppskattade intakter|\
            ca estime|ca prevu|ca previsionnel|chiffre d affaires estime|chiffre d affaires prevu",
    ),
    (Role::Currency, 0, "transaktionsvaluta|valuta for transaksjon|transaktionswahrung"),
    // The day of the status that is the last one, where nothing else says when it ended.
    (
        Role::Closed,
        2,
        "stage changed at|deal stage changed at|status changed at|status changed|status changed on|\
            entscheidung|decision|decision made|besluit|beslissing|decisione|decisao|beslut|beslutning|\
            fecha estado|fecha del estado|statusdatum|status date|date du statut|data stato|data do estado",
    ),
    (Role::Amount, 0, "total ht|montant total ht|prix ht|ca ht"),
    (
        Role::Amount,
        1,
        "tilbudssum|total ttc|prix ttc|tilbudsbelop|tilbudsbelob|tilbudsvaerdi|tilbudsverdi|offertbelopp",
    ),
    (Role::IsWon, 1, "vunnet|vundet|vunnen|vunnit|wygrana|voitettu|vinta|ganha|vyhrano|kazanildi|gagne"),
    (
        Role::Bookings,
        1,
        "venta acreditada|ventas acreditadas|credited sales|vente creditee|vendas creditadas",
    ),
    // What reps have won, where no head says what was booked.
    (
        Role::Bookings,
        3,
        "deal value|deal values|deal amount|order value|order values|order amount|order intake|ordervarde|\
            ordersumma|orderwaarde|auftragswert|auftragsvolumen|ordreverdi|ordrevaerdi|ingresos|importe|\
            monto|montant|betrag|valor|valore|importo|receita|ricavi|ricavo|belopp|bedrag",
    ),
    (
        Role::Closed,
        0,
        "ngay dong|ngay ket thuc|ngay chot|ngay dong thuc te|tanggal ditutup|ditutup pada|\
            tanggal selesai|tanggal tutup aktual|kapanma tarihi|gerceklesen kapanis tarihi|\
            datum uzavreni obchodu|uzavreno dne|종료일자|마감일자|계약일|วันทีปิด|ปิดเมือ|วันทีปิดการขาย|วันทีปิดดีล",
    ),
    (
        Role::Closed,
        1,
        "datum beslissing|beslisdatum|beslissingsdatum|beslist op|decision date|date of decision|decided on|\
            date de decision|decide le|fecha de decision|data decisione|data da decisao|decidido em|\
            entscheidungsdatum|entscheid am|entschieden am|entscheid vom|avgjort|avgjord|afgjort|besluttet|\
            beslutningsdato|beslutsdatum|paatetty|ratkaistu|karar tarihi|datum rozhodnuti|rozhodnuto|\
            data decyzji|決定日|결정일|决定日期|salgsdato|salgsdatum|forsaljningsdatum|order date|order datum|\
            orderdatum|\
            bestelldatum|auftragsdatum",
    ),
    (
        Role::ClosePlanned,
        0,
        "ngay dong du kien|ngay du kien dong|ngay ket thuc du kien|ngay chot du kien|\
            perkiraan tanggal tutup|perkiraan tanggal penutupan|estimasi tanggal tutup|\
            tanggal tutup perkiraan|beklenen kapanis tarihi|predpokladane datum uzavreni|\
            planovane datum uzavreni|예상종료일|예상계약일|예상 종료일|วันทีคาดวาจะปิด|วันทีคาดปิด|วันปิดทีคาดไว",
    ),
    (
        Role::Amount,
        0,
        "gia tri|so tien|gia tri co hoi|gia tri hop dong|nilai kesepakatan|nilai peluang|\
            nilai kontrak|nilai proyek|firsat tutari|toplam tutar|hodnota obchodu|계약금액|수주금액|견적금액|\
            มูลคา|จำนวนเงิน|ยอดเงิน|มูลคาดีล",
    ),
    (
        Role::Amount,
        0,
        "ordervarde|kontraktsvarde|avtalsvarde|ordersumma|offertsumma|ordreverdi|ordrevaerdi|ordresum|\
            kontraktverdi|kontraktsum|orderbedrag|orderwaarde|offertebedrag|offertewaarde|contractwaarde|\
            auftragsbetrag|bestellwert|vertragswert|kaufsumme|gesamtwert|gesamtbetrag|projektsumme|\
            projektvolumen|abschlusssumme|montant du contrat|montant de l affaire|importe total|\
            importe de la venta|valor do contrato|valor unico|valor recorrente|valor da venda|importo totale|\
            valore contratto|wartosc zamowienia|wartosc kontraktu|wartosc umowy|hodnota zakazky|\
            cena zakazky|сумма сделки|сумма договора|сумма заказа|стоимость|siparis tutari|\
            sozlesme tutari|kauppasumma|sopimuksen arvo",
    ),
    // How people ask for it in tables of their own.
    (Role::Amount, 2, "what s it worth|what is it worth|how much is it worth|how much|worth"),
    // What a customer may spend, where nothing else is said: of Kommo in Spanish and Portuguese.
    (Role::Amount, 2, "presupuesto|orcamento"),
    (Role::Amount, 1, "doanh thu|pendapatan|ciro|bedel|매출|매출액|ยอดขาย|รายได"),
    (
        Role::Amount,
        2,
        "fee|fees|project fee|deal fee|engagement fee|professional fees|fee income|honorar|honorare|\
            honoraire|honoraires|honorarios|onorario|onorari|honorarium",
    ),
    (
        Role::AmountExpected,
        0,
        "doanh thu du kien|gia tri du kien|perkiraan nilai|estimasi nilai|perkiraan pendapatan|\
            tahmini tutar|tahmini gelir|예상금액|예상매출|มูลคาทีคาด|มูลคาคาดการณ",
    ),
    (
        Role::ChangedOn,
        1,
        "entrou em|entrou a|data de entrada|entrada em|entro el|fecha de entrada|entre le|date d entree|\
            entrato il|data ingresso|ingegaan op|datum ingang|intrade|intradesdatum|indtradt den|\
            inntradt den|data wejscia|datum vstupu|giris tarihi",
    ),
    (
        Role::ChangedOn,
        0,
        "edited on|edited at|edited date|date edited|edit time|edited time|modification date|\
            change time|time of change|created at change|aenderungsdatum|geandert|\
            datum der anderung|ngay thay doi|tanggal perubahan|degisiklik tarihi|datum zmeny|\
            zmeneno|변경일|変更日|変更日時|更新日時|更改日期",
    ),
    (Role::Currency, 0, "loai tien|tien te|para birimi|mena|สกุลเงิน"),
    (
        Role::Probability,
        0,
        "xac suat|kemungkinan|peluang percent|olasilik percent|ความนาจะเปน|\
            โอกาสสำเรจ",
    ),
    (
        Role::LossReason,
        0,
        "ly do thua|ly do that bai|alasan kalah|alasan gagal|kayip nedeni|kaybetme nedeni|\
            duvod ztraty|duvod prohry|실주사유|실패사유|เหตุผลทีแพ|สาเหตุทีแพ",
    ),
    (
        Role::Period,
        0,
        "月|月度|年月|四半期|期|週|年度|半期|月份|季度|年份|thang|quy|nam|tuan|bulan|triwulan|kuartal|tahun|minggu|ay|\
            ceyrek|yil|donem|mesic|ctvrtleti|rok|obdobi|월|분기|년도|연도|เดือน|ไตรมาส|ปี|สัปดาห",
    ),
    (
        Role::Quota,
        0,
        "chi tieu|muc tieu|chi tieu doanh so|target penjualan|kuota|kota|satis hedefi|kvota prodeje|\
            목표금액|목표액|할당|เปา|เปาหมาย|เปายอดขาย|เปาการขาย|โควตา",
    ),
    (
        Role::Bookings,
        0,
        "doanh so|doanh thu|thuc dat|doanh so thuc te|penjualan|realisasi|realisasi penjualan|satis|\
            satislar|ciro|gerceklesme|trzby|obrat|매출|매출액|수주액|달성액|ยอดขาย|ยอดขายจริง",
    ),
];
