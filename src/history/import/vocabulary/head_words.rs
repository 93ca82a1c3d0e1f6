//! Words of heads in many systems and languages, as [`crate::history::import::values::words::words`] writes
//! them.

use crate::history::import::choices::Role;

/// The rank of words that mean a quota or bookings only beside numbers of the size of the other of both.
pub(in crate::history::import) const WEAK: u8 = 7;

/// Phrases between bars, as [`words`](crate::history::import::values::words::words) writes them, and what a
/// column of such a head holds.
pub(in crate::history::import) const PHRASES: &[(Role, u8, &str)] = &[
    (
        Role::Id,
        0,
        "hs object id|deal record id|opportunity record id|id della trattativa|opportunity id|deal id|\
            opp id|oppty id|record id|opportunity number|opportunity no|deal number|opportunityid|\
            18 digit opportunity id|case safe id|casesafeid|opportunity key|verkaufschance id|\
            verkaufschancennummer|opportunity nr|id opportunite|id de l opportunite|numero d opportunite|\
            id oportunidad|id de la oportunidad|id opportunita|id da oportunidade|id negocio|id affaire|\
            sys id|deal uuid|opportunity uuid|datensatz id|id de registro|id do registro|id do registo|\
            id de fiche d informations|id del record|\
            id record|id de la fiche d informations|id de l enregistrement|id de l objet|レコードid|\
            identyfikator rekordu|tietueen tunnus|post id",
    ),
    (
        Role::Id,
        1,
        "id|nr|no|number|tunnus|tunniste|identyfikator|\
            key|uuid|guid|reference|ref|belegnr|beleg nr|belegnummer|vorgangsnummer|vorgangsnr|\
            vorgang nr|angebotsnummer|angebotsnr|nummer|identifiant|numero|codigo|codice|record no|\
            objekt id|vorgang|dossier|quote number|案件番号|案件id|商談番号|商談id|编号|商机编号|מזהה|מספר",
    ),
    // Of what an opportunity came from: an identity only where it has none of its own.
    (Role::Id, 2, "lead id"),
    (
        Role::Name,
        0,
        "dealname|opportunity title name|deal titel|szansa sprzedazy|namn|opportunity name|deal name|\
            deal title|opportunity title|name der verkaufschance|name des deals|nom de l opportunite|\
            nom de la transaction|nom de l affaire|nombre de la oportunidad|nombre del negocio|\
            nome opportunita|nome dell opportunita|nome da oportunidade|nome do negocio|naam verkoopkans|\
            projektname|nazev|商机名称|商談名|取引名|案件名|myyntimahdollisuus|kaupan nimi|\
            назва угоди|угода|الفرصة|اسم الفرصة|nama peluang|שם הזדמנות|\
            שם העסקה|название|название сделки|сделка",
    ),
    (
        Role::Name,
        1,
        "affarsmojlighet|affarsmojlighetsnamn|lehetoseg|lehetoseg neve|prilezitost|ευκαιρια|firsat|\
            oportunitate|szansa|kans|salgsmulighed|salgsmulighet|영업기회|\
            vertriebschance|\
            商机|opportunity|deal|verkaufschance|opportunite|oportunidad|opportunita|oportunidade|\
            verkoopkans|topic|title|titel|titre|titulo|titolo|thema|betreff|bezeichnung|affaire|negocio|\
            trattativa|projekt|project|affar|lead name|description|objet",
    ),
    (
        Role::Owner,
        0,
        "bd lead|sales lead|deal lead|assigned|our contact|var kontakt|vores kontakt|unser kontakt|\
            відповідальний|менеджер угоди|\
            المالك|المسؤول|مندوب المبيعات|pemilik|销售|客户经理|业务员|归属人|payee|\
            payee name|participant|participant name|担当|営業者|跟进人|销售员|בעלים|נציג|איש מכירות|\
            inhaber der opportunity|besitzer der opportunity|eigentumer der opportunity|deal eigentumer|\
            zustandiger mitarbeiter fur deal|eigentumer des deals|ertekesito|uzletkoto|agent de vanzari|\
            reprezentant|responsabil|πωλητησ|υπευθυνοσ|user responsible|affarsansvarig|営業|営業担当者|업무 담당자|\
            owner|opportunity owner|deal owner|owner name|owner full name|opportunity owner name|\
            opportunity owner full name|deal owner name|sales owner|sales rep|sales reps|rep|rep name|\
            sales rep name|representative|sales representative|account executive|ae|ae name|salesperson|\
            sales person|salesman|sales agent|agent|seller|assigned to|assigned user|assigned to name|\
            assignee|assigned user name|responsible|responsible person|owned by|user name|closer|besitzer|\
            inhaber|eigentumer|eigentuemer|verantwortlicher|verantwortliche|verantwortlich|zustandig|\
            zustaendig|zustandiger|zustaendiger|zustandiger mitarbeiter|vertriebler|vertriebsmitarbeiter|\
            vertriebsbeauftragter|verkaufer|verkaeufer|bearbeiter|betreuer|aussendienst|kundenbetreuer|\
            vertreter|employee responsible|responsible employee|sales employee|sales responsible|\
            ответственный менеджер|inhaber der verkaufschance|besitzer der verkaufschance|\
            opportunity inhaber|proprietaire|proprietaire de l opportunite|proprietaire de la transaction|\
            proprietaire opportunite|commercial|commerciale|vendeur|charge d affaires|\
            responsable commercial|attribue a|assigne a|propietario|propietario de la oportunidad|\
            propietario del negocio|comercial|vendedor|ejecutivo|ejecutivo de ventas|ejecutivo de cuentas|\
            asignado a|proprietario|proprietario opportunita|proprietario dell opportunita|\
            proprietario da oportunidade|proprietario do negocio|venditore|assegnato a|\
            commerciale responsabile|eigenaar|eigenaar verkoopkans|verkoper|toegewezen aan|\
            vertegenwoordiger|agare|saljare|saelger|selger|ejer|eier|affarsagare|wlasciciel|handlowiec|\
            opiekun|sprzedawca|omistaja|kaupan omistaja|\
            myyja|vlastnik|obchodnik|satis temsilcisi|firsat sahibi|담당자|소유자|\
            负责人|销售负责人|销售代表|所有人|担当者|所有者|取引担当者|\
            商談 所有者|商談所有者|営業担当|ответственный|менеджер",
    ),
    (
        Role::Owner,
        1,
        "responsable|responsabile|responsavel|ansvarig|ansvarlig|agente|mitarbeiter|employee|employee name|\
            user|nom du commercial|nombre del vendedor|account manager|accountmanager|\
            consultant|who|\
            berater|team member|bdm|sdr",
    ),
    (
        Role::Owner,
        2,
        "hubspot owner id|owner id|opportunity owner id|ownerid|user id|account owner|lead owner|\
            kundenbesitzer|owner email|opportunity owner email|owner alias|opportunity owner alias",
    ),
    (
        Role::Owner,
        3,
        "name|full name|nom|nombre|nome|naam|namn|person|row labels|zeilenbeschriftungen|\
            etiquettes de lignes|etiquetas de fila|etichette di riga|rotulos de linha|rijlabels",
    ),
    (Role::Owner, 5, "email|e mail|mail|email address|e mail adresse|team"),
    (
        Role::Manager,
        0,
        "manager|sales manager|sales mgr|mgr|team lead|team leader|manager name|reports to|owner manager|\
            teamleiter|\
            vorgesetzter|vertriebsleiter|chef|chef d equipe|jefe|gerente|gestor|teamleider|\
            opportunity owner manager|owner role|opportunity owner role",
    ),
    (
        Role::Stage,
        0,
        "стадія|етап|етап угоди|المرحلة|tahap|שלב|fazis|szakasz|etapa vanzarii|σταδιο|φαση|fase do funil|\
            faza|etapa del embudo|dealstage|\
            stagename|\
            hs deal stage|stage|stage name|deal stage|opportunity stage|sales stage|pipeline stage|\
            current stage|deal phase|phase|sales phase|pipeline phase|verkaufsphase|vertriebsphase|\
            vertriebsstufe|stufe|phase der verkaufschance|deal phase name|etape|etape de vente|\
            etape du pipeline|stade|phase de vente|phase de la transaction|etapa|etapa de venta|\
            etapa de ventas|etapa del negocio|etapa da venda|etapa do negocio|fase|fase di vendita|\
            fase de venta|fase de la oportunidad|fase de vendas|fase trattativa|fase del negocio|\
            fase opportunita|verkoopfase|fas|saljfas|salgsfase|steg|etap|vaihe|kaupan vaihe|\
            стадия сделки|этап сделки|\
            этап продаж|stadio|status label|faze|asama|satis asamasi|단계|阶段|销售阶段|商机阶段|ステージ|取引ステージ|\
            フェーズ|стадия|\
            этап",
    ),
    (Role::Stage, 1, "stage label|last stage|estagio|stage id"),
    (
        Role::Status,
        0,
        "phasengruppe|stage group|stage semantics|groupe de phases|grupo de fases|gruppo di fasi|\
            الحالة|статус угоди|סטטוס|life cycle status|lifecycle status|allapot|statusz|stare|stadiu|\
            κατασταση|estatus|\
            status szansy|stan|状況|진행상태|status|state|stav|durum|\
            상태|状态|状態|ステータス|статус|статус сделки|lead status|lead state|deal state|deal status|\
            opportunity status|outcome|result|resultaat|uitkomst|wynik|utfall|won lost|\
            win loss|win lost|status type|ergebnis|statut|\
            statut de l opportunite|etat|resultat|estado|situacao|stato|esito|resultado|statecode|\
            state code|tila|tilstand|status der verkaufschance|statut de la transaction|closed status",
    ),
    (Role::Status, 1, "status reason|statusgrund|statuscode|closed won lost|sales status"),
    // Of an open opportunity it is a forecast, which says no more than that it is open.
    (Role::Status, 6, "forecast category|forecast type|forecast status|prognosekategorie"),
    (
        Role::From,
        0,
        "from stage|old stage|previous stage|prior stage|stage from|from|vorherige phase|alte phase|\
            von phase|vorherige stufe|ancienne etape|etape precedente|de l etape|etapa anterior|\
            desde etapa|etapa previa|fase precedente|fase anterior|vorige fase|deal stage from|\
            source stage",
    ),
    (
        Role::To,
        0,
        "to stage|new stage|stage to|to|nach phase|neue phase|neue stufe|nouvelle etape|vers l etape|\
            nueva etapa|etapa nueva|hasta etapa|nuova fase|nova etapa|nieuwe fase|target stage|\
            deal stage to",
    ),
    (
        Role::Field,
        0,
        "field|field event|field name|changed field|feld|feldname|feld ereignis|champ|champ evenement|\
            campo|campo evento|veld|attribute|property|property name|field label",
    ),
    (
        Role::OldValue,
        0,
        "old value|original value|prior value|previous value|from value|alter wert|ancienne valeur|\
            valor anterior|valor antiguo|valore precedente|vecchio valore|oude waarde",
    ),
    (
        Role::NewValue,
        0,
        "new value|to value|changed to|neuer wert|nouvelle valeur|valor nuevo|nuevo valor|nuovo valore|\
            novo valor|nieuwe waarde",
    ),
    (
        Role::ChangedOn,
        0,
        "entered|entered on|entered at|stage entered|stage entered on|entered stage|entered stage on|\
            stage entry date|stage start date|stage start|stage started on|active stage started on|\
            in stage since|stage since|eingetreten am|\
            phase seit|edit date|changed on|change date|changed at|date changed|date of change|\
            transition date|stage change date|stage changed on|stage changed|moved on|history date|\
            geandert am|anderungsdatum|anderung am|date de modification|modifie le|fecha de modificacion|\
            fecha de cambio|fecha cambio|data modifica|data da alteracao|gewijzigd op|event date|\
            effective date|snapshot date|snapshot|snapshot day|as of date|data as of|report date|\
            extract date|            stichtag|peildatum|fecha de corte|timestamp|event time|date",
    ),
    (
        Role::Touched,
        0,
        "last modified|last modified date|last activity date|last activity|last update|last updated|\
            updated at|updated on|updated|update time|modified|modified on|modified time|modified at|\
            date modified|date updated|last contacted|last contact|last contact date|\
            last stage change date|last stage change|zuletzt geandert|zuletzt geandert am|letzte aktivitat|\
            letzte anderung|derniere modification|derniere activite|date derniere activite|\
            ultima modificacion|ultima actividad|ultima modifica|ultima attivita|ultima atividade|\
            laatst gewijzigd|last interacted on|laatste activiteit|senast andrad|aktualisierungszeit|\
            zuletzt aktualisiert|zuletzt aktualisiert am|letzte phasenanderung|datum der letzten aktivitat|\
            letzte aktivitat am|derniere mise a jour|date de derniere activite|\
            date de la derniere activite|dernier changement d etape|fecha de ultima actividad|\
            fecha de la ultima actividad|ultima actualizacion|ultimo cambio de etapa|\
            data da ultima atividade|ultima atualizacao|data ultima attivita|\
            data dell ultima attivita|ultimo aggiornamento|datum laatste activiteit|laatst bijgewerkt",
    ),
    (
        Role::Created,
        0,
        "дата створення|створено|تاريخ الإنشاء|tanggal dibuat|erdat|תאריך יצירה|נוצר|letrehozva|\
            letrehozas datuma|data crearii|creat la|ημερομηνια δημιουργιασ|\
            登録日|登録日時|作成日時|등록일|\
            oprettelsesdato|opprettet dato|datum zalozeni|zalozeno|kayit tarihi|createdate|\
            created date time|deal erstellt|transaction creee le|negocio creado|deal creation date|\
            won lost created|opportunity created date|created|created date|create date|created on|\
            created at|created time|creation date|date created|date opened|opened|opened on|open date|\
            opened date|deal created|deal created at|add time|date added|added on|added|entry date|\
            erstellt|erstellt am|erstelldatum|erstellungsdatum|anlagedatum|angelegt am|angelegt|\
            eroffnet am|eroffnungsdatum|date de creation|date creation|cree le|cree|creee le|\
            date d ouverture|fecha de creacion|fecha creacion|creado|creado el|creada el|fecha de apertura|\
            fecha de alta|data creazione|data di creazione|creato il|creato|creata il|data apertura|\
            data de criacao|data criacao|criado em|criada em|aangemaakt|aangemaakt op|aanmaakdatum|\
            datum aangemaakt|skapad|skapad datum|skapat|oprettet|oprettet den|opprettet|utworzono|\
            data utworzenia|vytvoreno|datum vytvoreni|olusturulma tarihi|luontipaiva|생성일|创建日期|创建时间|luotu|作成日|\
            дата создания",
    ),
    (
        Role::Created,
        1,
        "start date|start|begin date|begin|beginn|startdatum|inception date|date de debut|fecha de inicio|\
            data inizio|received|received on|eingang|inquiry date",
    ),
    (
        Role::Closed,
        0,
        "дата закриття|закрито|تاريخ الإغلاق|tanggal tutup|tanggal penutupan|date won lost|won lost on|\
            data wygrania przegrania|award date|besluitdatum|afsluttet|avsluttet|avsluttet dato|\
            dato avsluttet|afsluttet dato|zaras datuma|paatospaiva|決定日|確定日|\
            תאריך סגירה|lezarva|lezaras datuma|data inchiderii|inchis la|\
            ημερομηνια κλεισιματοσ|suljettu|lukket den|\
            closing day|won lost date|entschieden am|entscheidungsdatum|conclue le|decided|decided on|\
            date decided|sluttet|zamknieto|closedate|実際の完了日|完了日|deal abgeschlossen am|closed won lost date|\
            date fermeture|close date|closed date|closed|closed on|closed at|closing date|date closed|\
            actual close date|actual closed date|actual closing date|deal closed on|\
            deal closed date|\
            close time|closed time|close|decision date|abschlussdatum|abschluss datum|abgeschlossen am|\
            geschlossen am|schlussdatum|abschlusstermin|abschluss|abschluss am|schliessdatum|\
            date de cloture|date cloture|cloture|cloture le|cloturee le|date de fermeture|\
            date de signature|fecha de cierre|fecha cierre|cierre|cerrado el|cerrada el|\
            data chiusura effettiva|data di chiusura effettiva|rzeczywista data zamkniecia|\
            fecha de cierre real|fecha real de cierre|data chiusura|data di chiusura|chiusura|chiuso il|\
            data de fechamento|data fechamento|data do fechamento|fechamento|fechado em|data de fecho|\
            sluitdatum|afsluitdatum|gesloten op|datum gesloten|sluitingsdatum|werkelijke sluitdatum|\
            stangningsdatum|stangt datum|avslutsdatum|avslutad|lukkedato|lukket|sluttdato|data zamkniecia|\
            sulkemispaiva|дата закрытия|дата завершения|дата завершения сделки|дата закрытия сделки|\
            uzavreno|datum uzavreni|kapanis tarihi|마감일|종료일|结束日期|关闭日期|结单日期|成交日期|成約日|受注日|クローズ日|\
            tatsachliches abschlussdatum|date de cloture reelle|end date",
    ),
    // Salesforce's name of the one day of closing, which holds the real one once it has come.
    (Role::Closed, 1, "actual close|完了予定日|クローズ日|slutdatum|avslutningsdato"),
    (
        Role::ClosePlanned,
        0,
        "data chiusura stimata|data di chiusura stimata|szacowana data zamkniecia|\
            verwachte sluitingsdatum|przewidywana data zamkniecia|forvantat avslutsdatum|forventet lukkedato|\
            planowana data zamkniecia|tahmini kapanis tarihi|ocekavane datum uzavreni|预计成交日期|预计结束日期|예상 마감일|\
            推定完了日|expected close date|expected close|expected closing date|expected closing|\
            expected closed date|est close date|est closing date|estimated close date|estimated close|\
            estimated closing date|forecast close date|forecasted close date|target close date|\
            planned close date|projected close date|anticipated close date|\
            voraussichtliches abschlussdatum|voraussichtlicher abschluss|geplanter abschluss|\
            geplantes abschlussdatum|erwartetes abschlussdatum|erwarteter abschluss|\
            geschatztes abschlussdatum|date de cloture prevue|cloture prevue|date de cloture estimee|\
            date prevue de cloture|fecha de cierre prevista|fecha prevista de cierre|\
            fecha estimada de cierre|fecha de cierre estimada|cierre previsto|data di chiusura prevista|\
            data chiusura prevista|chiusura prevista|data prevista de fechamento|previsao de fechamento|\
            data de fechamento prevista|data de fechamento esperada|verwachte sluitdatum|\
            geschatte sluitdatum|verwachte afsluitdatum|forvantat avslut",
    ),
    (
        Role::WonOn,
        0,
        "gewinnzeitpunkt|gewonnen zeitpunkt|heure de gain|date de victoire|fecha de ganancia|won date|\
            date won|won time|won on|won at|closed won date|date closed won|gewonnen am|date gagne|\
            gagne le|date de gain|datum akkoord|akkoord op|fecha ganado|ganado el|fecha de ganado|\
            data vinto|vinto il|ganho em|\
            data de ganho|gewonnen op|win date|order received|order received on|auftrag am|\
            auftrag erhalten am",
    ),
    (
        Role::LostOn,
        0,
        "verlustzeitpunkt|verloren zeitpunkt|date de perte|date perte|失注日|datum afwijzing|fecha de perdida|\
            lost date|date lost|lost time|\
            lost on|lost at|closed lost date|date closed lost|verloren am|date perdu|perdu le|\
            fecha perdido|perdido el|data perso|perso il|perdido em|verloren op|loss date|\
            regret received|regret date|absage am|absagedatum",
    ),
    (
        Role::WonOn,
        1,
        "won|closed won|gewonnen|gagne|gagnee|ganado|ganada|vinto|vinta|ganho|ganha|vunnen|vundet|vunnet|\
            wygrana",
    ),
    (
        Role::LostOn,
        1,
        "lost|closed lost|verloren|perdu|perdue|perdido|perdida|perso|persa|forlorad|tabt|tapt|przegrana",
    ),
    (
        Role::Amount,
        0,
        "сума|المبلغ|القيمة|jumlah|nilai|бюджет|סכום|osszeg|ertek|valoare|suma|ποσο|αξια|受注金額|見積金額|商談金額|\
            거래금액|商机金额|amount|deal amount|\
            opportunity amount|value|deal value|opportunity value|betrag|wert|auftragswert|auftragsvolumen|\
            volumen|dealwert|deal wert|dealgrosse|umsatz|montant|montant ht|montant de la transaction|\
            valeur|valeur de l affaire|importe|monto|valor|valor del negocio|valor de la oportunidad|\
            importo|valore|ammontare|valore trattativa|valor do negocio|valor da oportunidade|bedrag|\
            waarde|dealwaarde|belopp|varde|affarsvarde|belob|vaerdi|belop|verdi|kwota|wartosc|arvo|summa|\
            deal size|contract value|close value|sales amount|total value|total amount|castka|hodnota|\
            tutar|금액|金额|销售金额|金額|сумма",
    ),
    (
        Role::Amount,
        1,
        "size|likely|likely case|probable|cas probable|caso probable|probabile|wahrscheinlich|\
            opp amount|deal volume|auftragssumme|angebotssumme|angebotswert|projektwert|\
            montant ttc|monto total|importe neto|valor total|imponibile|net price|revenue|acv|arr|tcv|\
            annual contract value|total contract value|annual recurring revenue|first year value|\
            net amount|booking|bookings|booking amount|price|sales price|order value|ca|chiffre d affaires|\
            ingresos|fatturato|omzet|ricavo|ricavi|receita|total price|sum|nettowert|netto|nettobetrag|\
            montant total|importe total|umsatz netto|annual value|monthly recurring revenue|mrr|net value",
    ),
    (
        Role::AmountActual,
        0,
        "実際の収益|rzeczywisty przychod|actual revenue|actual value|actual amount|actual deal value|\
         closed amount|booked amount|\
            won amount|closed won amount|final amount|sold for|final price|signed amount|contracted amount|\
            tatsachlicher umsatz|tatsaechlicher umsatz|istumsatz|ist umsatz|revenu reel|revenus reels|\
            montant reel|ingresos reales|importe real|ricavi effettivi|\
            importo effettivo|receita real|valor real|werkelijke omzet",
    ),
    (
        Role::AmountExpected,
        0,
        "見積収益|szacowany przychod|expected revenue|est revenue|estimated revenue|expected amount|\
         expected value|\
            estimated value|estimated amount|forecast amount|forecast value|forecast revenue|\
            projected amount|projected total|estimated total|expected total|forecast total|\
            erwarteter umsatz|geschatzter umsatz|voraussichtlicher umsatz|\
            geplanter umsatz|erwarteter wert|revenu attendu|revenu estime|montant attendu|montant prevu|\
            montant estime|ingresos estimados|ingresos esperados|ingresos previstos|importe esperado|\
            importe estimado|importe previsto|valor esperado|valor estimado|valor previsto|ricavi previsti|\
            ricavi stimati|valore atteso|importo previsto|receita esperada|receita estimada|\
            verwachte omzet|geschatte omzet|verwacht bedrag",
    ),
    (
        Role::AmountConverted,
        0,
        "converted value|converted deal value|converted revenue|wert umgerechnet|umgerechneter wert|\
            valeur convertie|valore convertito|amount converted|converted amount|\
            amount in company currency|value in company currency|deal value in base currency|\
            amount in home currency|amount home currency|amount in base currency|\
            amount in corporate currency|\
            amount corporate currency|value in base currency|value converted|betrag umgerechnet|\
            betrag konvertiert|umgerechneter betrag|betrag in hauswahrung|betrag in unternehmenswahrung|\
            montant converti|montant dans la devise de l entreprise|importe convertido|importo convertito|\
            valor convertido|bedrag omgerekend|actual revenue base|amount base|base amount|value base|\
            importe en moneda de la empresa|amount company currency|total converted|\
            value in default currency|金額 換算値",
    ),
    (
        Role::Currency,
        0,
        "wahrung des werts|deal currency code|devise de la valeur|moneda del valor|currency|\
            amount currency|currency iso code|currency code|deal currency|opportunity currency|\
            currency of value|value currency|transaction currency|wahrung|waehrung|betrag wahrung|\
            wahrungscode|devise|code devise|monnaie|montant devise|moneda|divisa|codigo de moneda|\
            importe moneda|valuta|importo valuta|moeda|munt|waluta|valuutta|curr|ccy|通貨|валюта|货币|币种|통화|\
            العملة|mata uang|moeda de valor|moeda do valor",
    ),
    (
        Role::CurrencyConverted,
        0,
        "amount converted currency|converted amount currency|company currency|converted currency|\
            base currency|currency converted|corporate currency|montant converti devise|\
            betrag umgerechnet wahrung|importe convertido moneda|金額 換算値 通貨",
    ),
    (
        Role::Probability,
        0,
        "probability|probability percent|win probability|deal probability|closing probability|confidence|\
            wahrscheinlichkeit|abschlusswahrscheinlichkeit|wahrscheinlichkeit percent|probabilite|\
            probabilite percent|probabilidad|probabilidad percent|probabilita|probabilita percent|\
            probabilidade|probabilidade percent|kans|waarschijnlijkheid|sannolikhet|sandsynlighed|\
            sannsynlighet|prob|prob percent|ймовірність|الاحتمالية|\
            todennakoisyys|prawdopodobienstwo|szansa percent|pravdepodobnost|olasilik|valoszinuseg|\
            probabilitate|πιθανοτητα|вероятность|確度|受注確度|確率|赢率|成交概率|概率|可能性|확률|성공확률|הסתברות",
    ),
    (
        Role::IsWon,
        0,
        "hs is closed won|is deal closed won|deal won|is won|iswon|won|is closed won|closed won|gewonnen|\
            gagne|gagnee|ganado|ganada|vinto|ganho",
    ),
    (
        Role::IsClosed,
        0,
        "hs is closed|is deal closed|is closed|isclosed|closed|geschlossen|abgeschlossen|cloture|cerrado|\
            cerrada|chiuso|fechado",
    ),
    // Beside whether it was won, whether it was lost says whether it is closed.
    (
        Role::IsClosed,
        1,
        "lost|is lost|closed lost|deal lost|verloren|perdu|perdue|perdido|perdida|perso|persa|forlorad|\
            tabt|tapt|przegrana",
    ),
    (Role::IsActive, 0, "active|is active|aktiv|actif|activo|activa|attivo|ativo"),
    (
        Role::IsDeleted,
        0,
        "is deleted|deleted|hs is deleted|is test|is test record|test deal|test record|test|geloscht|\
            testdatensatz|supprime|supprimee|eliminado|eliminada|excluido|excluida|eliminato|eliminata|\
            verwijderd|raderad|slettet|usuniete",
    ),
    (
        Role::ByPlan,
        0,
        "by the plan|by plan|run by the plan|on plan|followed the plan|followed plan|by the process|\
            by process|followed the process|followed process|process followed",
    ),
    (
        Role::Source,
        0,
        "source|lead source|deal source|opportunity source|original source|sourced by|sourcing",
    ),
    (
        Role::LossReason,
        0,
        "lost reason|loss reason|closed lost reason|reason lost|reason for loss|lost reasons|\
            lost reason detail|reason for losing|verlustgrund|grund fur verlust|absagegrund|\
            ablehnungsgrund|grund der absage|raison de la perte|raison de perte|motif de perte|\
            motif de la perte|raison perte|motivo de perdida|motivo de la perdida|razon de perdida|\
            razon de la perdida|motivo perdita|motivo della perdita|motivo da perda|motivo de perda|\
            reden verlies|verliesreden|reden van verlies|forlustorsak|orsak forlust|deal lost reason",
    ),
    (
        Role::Pipeline,
        0,
        "pipeline|deal pipeline|pipeline name|opportunity pipeline|sales pipeline|vertriebspipeline|embudo|\
            funil|pijplijn|pipeline label",
    ),
    (
        Role::Period,
        0,
        "quarter|period|month|fiscal period|fiscal quarter|year|fiscal year|quartal|monat|zeitraum|periode|\
            jahr|geschaftsjahr|trimestre|mois|annee|mes|periodo|ano|mese|anno|kwartaal|maand|jaar|kvartal|\
            manad|kwartal|miesiac|week|fy|qtr|half|half year|halbjahr|semestre|semester|tertial",
    ),
    (
        Role::Quota,
        0,
        "plan|plan sprzedazy|目標|売上目標|目標金額|hedef|cil|terv|tavoite|malsattning|omsatzziel|vertriebsziel|\
            target quota|quota target|revenue target|booking target|bookings target|plan revenue|\
            meta de ventas|meta de vendas|objetivo de vendas|doelomzet|forsaljningsmal|kvot|kvote|kvota|\
            ziel umsatz|план|목표|目标|销售目标|业绩目标|quota|quota amount|sales quota|sales target|annual quota|\
            yearly quota|target|goal|target amount|ziel|zielvorgabe|zielumsatz|umsatzziel|soll|vorgabe|\
            jahresziel|objectif|objectif annuel|objectif ca|cible|objetivo|objetivo de ventas|\
            objetivo anual|meta|cuota|cuota anual|obiettivo|obiettivo di vendita|budget|doel|doelstelling|\
            objectif n|budget n|\
            target omzet|mal|saljmal|quartalsziel|cel|budsjett|予算|営業予算",
    ),
    (
        Role::Bookings,
        0,
        "ca n|realise n|ventes n|ordinato|quota retired|quota retirement|credited|credited amount|\
         credit amount|sales credit|\
            credited revenue|credited bookings|utfall|\
            resultat|realizado|realisiert|realiseret|realisert|realiserat|wykonanie|realizacja|実績|売上実績|売上|\
            sales actual|sales achieved|\
            achieved|achievement amount|closed won value|won value|closed sales|revenue closed|resultaat|\
            gerealiseerd|gerealiseerde omzet|erreicht|realise|realisation|real|alcanzado|logrado|\
            venta real|vendido|raggiunto|venduto|realizzato|gerceklesen|skutecnost|teny|toteuma|omsattning|\
            omsetning|salg|gesamtumsatz|abschlusse eur|факт|실적|业绩|完成额|实际|bookings|booked|booked revenue|\
            closed won amount|revenue|sales|actual|actuals|amount won|won amount|won revenue|\
            closed revenue|closed won revenue|booked amount|total sales|umsatz|ist|ist umsatz|\
            auftragseingang|ventes|chiffre d affaires|ca|ca realise|ventas|facturacion|vendite|fatturato|\
            vendas|faturamento|omzet|verkopen|forsaljning|sprzedaz|amount|closed won usd|signe|\
            montant signe|importe ganado|gebucht|abgeschlossener umsatz|ca signe",
    ),
    // Short words, which mean it only beside numbers of the other of both.
    (Role::Quota, WEAK, "tgt|obj|goal target|target revenue|target bookings|target sales|goal amount"),
    (
        Role::Bookings,
        WEAK,
        "act|ach|bokat|closed amount|progress|actual revenue|actual bookings|actual sales|consuntivo|venta|\
            realisatie|progress amount|完成",
    ),
    (Role::Bookings, 2, "closed|closed won|won|gewonnen|gagne|ganado|signed"),
    (
        Role::WonCount,
        0,
        "anzahl gewonnen|nb gagnes|nb gagnees|nombre gagnes|won|wins|deals won|won deals|closed won|\
         opportunities won|won opportunities|number won|won count|\
            deals closed won|gewonnen|gewonnene deals|gewonnene|abschlusse|auftrage|gagne|gagnes|gagnees|\
            affaires gagnees|ganado|ganados|ganadas|vinte|vinti|ganhas|ganhos|vunna|wygrane|signes|\
            deals closed|win count|closed won count|wygrana|wygranych|vunnet|vunne|vundne|vundet|voitetut|\
            vyhrane|vyhrano|cierres|\
            megnyert|castigate|kazanilan|negocios ganados|negocios ganhos|trattative vinte|\
            affaires signees|gewonnen deals|contracts signed|signed contracts|выиграно|受注|赢单",
    ),
    (
        Role::LostCount,
        0,
        "anzahl verloren|nb perdus|nb perdues|nombre perdus|lost|losses|deals lost|closed lost|lost deals|\
         lost opportunities|verloren|verlorene|perdu|perdus|\
            perdues|perdidas|perdidos|perse|persi|loss count|closed lost count|przegrane|przegrana|\
            przegranych|forlorade|tapte|tapt|tabte|tabt|havityt|prohrane|elvesztett|pierdute|kaybedilen|\
            negocios perdidos|trattative perse|affaires perdues|verlorene deals|verloren deals|perdute|\
            проиграно|失注|输单",
    ),
    (
        Role::OpenCount,
        0,
        "open|open deals|open opportunities|still open|offen|en cours|abiertas|abiertos|aperte|abertas|\
            open pipeline count",
    ),
];
