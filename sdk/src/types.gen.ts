// The wire as types. Made from openapi.json by `pnpm generate`; do not edit.

export interface paths {
    "/v1/market/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this market looks and speaks */
        get: operations["market.brand.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/seller": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether you can be paid */
        get: operations["market.seller.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/seller/onboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A page on which you tell the payment provider where to send your money */
        post: operations["market.seller.onboard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My tickets
         * @description Tickets the fan bought here, and those imported for their verified e-mail address. Each says whether it can be offered, and if not, why.
         */
        get: operations["market.tickets.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my tickets, with its code */
        get: operations["market.tickets.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows to come, soonest first */
        get: operations["market.events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One show, and whether its tickets can be resold now */
        get: operations["market.events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on sale, cheapest first */
        get: operations["market.listings.list"];
        put?: never;
        /** Offer your tickets */
        post: operations["market.listings.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One listing */
        get: operations["market.listings.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/listings/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a price would mean for everybody */
        post: operations["market.listings.quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/listings/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take your offer back */
        post: operations["market.listings.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/seller/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your offers, newest first */
        get: operations["market.seller.listings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your orders, newest first */
        get: operations["market.orders.list"];
        put?: never;
        /** Hold tickets for ten minutes, at a price that will not change */
        post: operations["market.orders.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/orders/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay for what you hold
         * @description Takes a confirmation token of the payment form. `fulfilled`: the new code is yours. `paying` with `payment.action`: the bank asks you to confirm. `in_doubt`: the outcome is on its way; ask for the order again.
         */
        post: operations["market.orders.pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up what you hold */
        post: operations["market.orders.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where your order stands */
        get: operations["market.orders.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/market/seller/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you sold, and where the money is */
        get: operations["market.seller.sales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The look and words of the market */
        get: operations["admin.brand.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change look or words
         * @description Named parts replace what was there. Colours must keep a contrast of 4.5:1 where text stands on them.
         */
        patch: operations["admin.brand.update"];
        trace?: never;
    };
    "/v1/admin/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What time it is in this market */
        get: operations["admin.clock.get"];
        /** Move a test market to a later moment */
        put: operations["admin.clock.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let time pass in a test market */
        post: operations["admin.clock.advance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every account, and whether the books balance */
        get: operations["admin.ledger.trialBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Postings with their entries, newest first */
        get: operations["admin.ledger.postings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payouts to sellers and to you, newest first */
        get: operations["admin.payouts.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payouts/onboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A page on which the organizer tells the payment provider where to send its share */
        post: operations["admin.payouts.onboard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events, newest first */
        get: operations["admin.events.list"];
        put?: never;
        /** Announce an event, as a draft */
        post: operations["admin.events.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event */
        get: operations["admin.events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an event
         * @description New resale terms hold for what is listed from now on; listings and orders keep the terms they were made under.
         */
        patch: operations["admin.events.update"];
        trace?: never;
    };
    "/v1/admin/events/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a draft to fans */
        post: operations["admin.events.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets, in the order they were imported */
        get: operations["admin.tickets.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One ticket and its history
         * @description Every generation of its code with the hours it lived, and what happened to it. Never a code.
         */
        get: operations["admin.tickets.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in tickets already sold
         * @description Reads the CSV of pretix, “Order data”, sheet “Positions”, and says what applying it would do. Nothing is changed yet. Send the file as it is: commas or semicolons, columns in any order, up to 64 MB and 100,000 rows.
         */
        post: operations["admin.imports.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import */
        get: operations["admin.imports.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report, row by row */
        get: operations["admin.imports.rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/imports/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do what the report says
         * @description Each row is decided again against the present. A long file goes on by itself: while the state is `applying`, ask again. Applying twice changes nothing.
         */
        post: operations["admin.imports.apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/gate/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a code is worth, without admitting it */
        post: operations["admin.gate.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/gate/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let somebody in with a code, once
         * @description Whoever comes second with the same ticket is answered `admitted`, with who came first and when.
         */
        post: operations["admin.gate.admit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/gate/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All codes of an event, valid and revoked
         * @description Carries an `ETag`; with `If-None-Match` the answer is 304 while no code and no ticket has changed.
         */
        get: operations["admin.gate.codes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Offers, newest first */
        get: operations["admin.listings.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/listings/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an offer down, with a reason its seller reads */
        post: operations["admin.listings.remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, newest first */
        get: operations["admin.orders.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order with its refunds */
        get: operations["admin.orders.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a buyer everything back
         * @description Before the release the money comes from escrow; after it from the seller and the organizer, as far as they still have it, and the rest is their debt.
         */
        post: operations["admin.orders.refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments that buyers took to their bank, newest first */
        get: operations["admin.disputes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dispute */
        get: operations["admin.disputes.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/disputes/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say who bears a dispute if it is lost
         * @description The seller only where the promise failed: no entry, or the wrong ticket. A stolen card is the operator’s. Can be changed until the bank decides.
         */
        post: operations["admin.disputes.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            /** @description A sentence for people */
            title: string;
            status: number;
            /** @description Stable; decide by this */
            code: string;
            requestId: string;
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
        Brand: {
            locale: string;
            logo: string | null;
            tokens: components["schemas"]["Tokens"];
            texts: components["schemas"]["Texts"];
            name: string;
            slug: string;
            /** @enum {string} */
            mode: "live" | "test" | (string & {});
            payment: {
                /**
                 * @description `test` is the form of the local Stripe-compatible server
                 * @enum {string}
                 */
                form: "stripe" | "test" | (string & {});
                publishableKey: string;
                apiBase: string | null;
            };
            /**
             * Format: date-time
             * @description The market's own clock
             */
            now: string;
        };
        Tokens: {
            light: components["schemas"]["Colours"];
            dark: components["schemas"]["Colours"];
            /** @enum {string} */
            radius: "square" | "soft" | "round" | (string & {});
            /** @enum {string} */
            displayFont: "bricolage" | "barlow-condensed" | "fraunces" | "inter" | (string & {});
            /** @enum {string} */
            textFont: "inter" | "archivo" | "system" | (string & {});
            /** @enum {string|null} */
            cover: "dusk" | "field" | "paper" | (string & {}) | null;
        };
        Colours: {
            surface: string;
            surfaceRaised: string;
            text: string;
            muted: string;
            line: string;
            accent: string;
            onAccent: string;
            good: string;
            warn: string;
            bad: string;
        };
        Texts: {
            tagline: string;
            trust: string;
            footer: string;
            /** Format: email */
            supportEmail: string | null;
        };
        Seller: {
            /** @enum {string} */
            status: "none" | "onboarding" | "enabled" | "restricted" | (string & {});
            /** @description What the payment provider still asks for */
            requirements: string[];
            /** @description Earned and not sent yet */
            payable: components["schemas"]["Money"][];
        };
        Money: {
            /**
             * @description Minor units of the currency
             * @example 4800
             */
            amountMinor: number;
            /**
             * @description ISO 4217
             * @example EUR
             */
            currency: string;
        };
        OnboardingLink: {
            /** Format: uri */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Ticket: {
            /** Format: uuid */
            id: string;
            event: components["schemas"]["EventRef"];
            ticketType: components["schemas"]["TicketTypeRef"];
            seat: components["schemas"]["Seat"];
            holderName: string | null;
            /** @enum {string} */
            state: "valid" | "listed" | "selling" | "sending" | "admitted" | "out" | "blocked" | "void" | (string & {});
            /** @description Which code of it is alive: one more each time it changes hands */
            generation: number;
            /** @description What its first buyer paid */
            paid: components["schemas"]["Money"];
            /** Format: date-time */
            codeSince: string;
            /** @enum {string} */
            origin: "import" | "resale" | (string & {});
            /** Format: uuid */
            listingId: string | null;
            /** Format: uuid */
            orderId: string | null;
            resale: {
                canList: boolean;
                /** @description Why it cannot be offered now; decide by this */
                reason: string | null;
                /** @description The same as a sentence for people */
                why: string | null;
                floor: components["schemas"]["Money"];
                ceiling: components["schemas"]["Money"] | null;
                ceilingPercent: number;
            };
        };
        EventRef: {
            /** Format: uuid */
            id: string;
            name: string;
            state: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            timeZone: string;
            venue: components["schemas"]["Venue"];
        };
        Venue: {
            name: string;
            city: string;
            country: string;
            address: string | null;
        };
        TicketTypeRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Seat: {
            zone: string | null;
            row: string | null;
            number: string | null;
            name: string | null;
        } | null;
        TicketWithCode: components["schemas"]["Ticket"] & {
            /** @description The living admission code; null when it may not be shown */
            code: string | null;
            /** Format: date-time */
            previousCodeDiedAt: string | null;
        };
        MarketEvent: {
            /** Format: uuid */
            id: string;
            name: string;
            state: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: date-time */
            doorsAt: string | null;
            timeZone: string;
            venue: components["schemas"]["Venue"];
            currency: string;
            /** @description Tickets one can take now */
            available: number;
            /** @description The lowest all-in price */
            fromPrice: components["schemas"]["Money"] | null;
        };
        MarketEventDetail: components["schemas"]["MarketEvent"] & {
            description: string;
            ticketTypes: components["schemas"]["TicketType"][];
            resale: {
                open: boolean;
                reason: string | null;
                /** Format: date-time */
                opensAt: string | null;
                /** Format: date-time */
                closesAt: string;
                ceilingPercent: number;
            };
        };
        TicketType: {
            /** Format: uuid */
            id: string;
            name: string;
            faceValue: components["schemas"]["Money"] | null;
        };
        Listing: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            eventId: string;
            ticketType: components["schemas"]["TicketTypeRef"];
            seats: components["schemas"]["Seat"][];
            /** @description Tickets one can take now */
            quantity: number;
            /** @description Tickets somebody is paying for; they may come back */
            held: number;
            price: components["schemas"]["Breakdown"];
            /** @description The asked price against what was first paid, such as -12 */
            againstPaidPercent: number;
            /** @enum {string} */
            state: "active" | "paused" | "sold" | "withdrawn" | "expired" | "removed" | (string & {});
            mine: boolean;
        };
        /** @description Per ticket */
        Breakdown: {
            ticket: components["schemas"]["Money"];
            buyerFee: components["schemas"]["Money"];
            feeTax: components["schemas"]["Money"];
            /** @description What the buyer pays, all in */
            total: components["schemas"]["Money"];
        };
        Quote: {
            perTicket: {
                price: components["schemas"]["Money"];
                buyerFee: components["schemas"]["Money"];
                buyerFeeTax: components["schemas"]["Money"];
                buyerPays: components["schemas"]["Money"];
                sellerFee: components["schemas"]["Money"];
                sellerFeeTax: components["schemas"]["Money"];
                organizerShare: components["schemas"]["Money"];
                sellerReceives: components["schemas"]["Money"];
            };
            /** @description For all tickets of the listing */
            sellerReceives: components["schemas"]["Money"];
            ceiling: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description When the money is on its way to the seller, if the event stays where it is
             */
            releaseAt: string;
        };
        SellerListing: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "active" | "paused" | "sold" | "withdrawn" | "expired" | "removed" | (string & {});
            event: components["schemas"]["EventRef"];
            ticketType: components["schemas"]["TicketTypeRef"];
            tickets: {
                /** Format: uuid */
                id: string;
                seat: components["schemas"]["Seat"];
                /** @enum {string} */
                state: "open" | "held" | "sold" | "out" | (string & {});
            }[];
            quote: components["schemas"]["Quote"];
            /** Format: date-time */
            createdAt: string;
            endedReason: string | null;
        };
        Order: {
            /** Format: uuid */
            id: string;
            number: string;
            /** @enum {string} */
            state: "held" | "paying" | "authorized" | "securing" | "fulfilled" | "completed" | "expired" | "cancelled" | "failed" | "in_doubt" | (string & {});
            event: components["schemas"]["EventRef"];
            /** Format: uuid */
            listingId: string;
            ticketType: components["schemas"]["TicketTypeRef"];
            quantity: number;
            /**
             * Format: date-time
             * @description While held: until when it can be paid
             */
            heldUntil: string | null;
            lines: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                ticketId: string;
                seat: components["schemas"]["Seat"];
                price: components["schemas"]["Breakdown"];
                /** @enum {string} */
                state: "held" | "gone" | "holding" | "released" | "refunded" | "lost" | (string & {});
            }[];
            total: components["schemas"]["Breakdown"];
            payment: {
                /** @description The bank asks the buyer to confirm: hand this to the payment form */
                action: {
                    clientSecret: string;
                } | null;
                /** @description Why the last payment was declined, for people */
                declined: string | null;
            };
            /** Format: date-time */
            releaseAt: string | null;
            /** Format: date-time */
            createdAt: string;
            timeline: components["schemas"]["TimelineStep"][];
        };
        TimelineStep: {
            code: string;
            title: string;
            detail: string | null;
            /** Format: date-time */
            at: string | null;
            /** @enum {string} */
            state: "done" | "now" | "later" | "failed" | (string & {});
            amount: components["schemas"]["Money"] | null;
        };
        Sale: {
            /** Format: uuid */
            lineId: string;
            orderNumber: string;
            /** Format: uuid */
            listingId: string;
            event: components["schemas"]["EventRef"];
            ticketType: components["schemas"]["TicketTypeRef"];
            seat: components["schemas"]["Seat"];
            price: components["schemas"]["Money"];
            sellerFee: components["schemas"]["Money"];
            sellerFeeTax: components["schemas"]["Money"];
            organizerShare: components["schemas"]["Money"];
            receives: components["schemas"]["Money"];
            /** @enum {string} */
            state: "held" | "gone" | "holding" | "released" | "refunded" | "lost" | (string & {});
            /** Format: date-time */
            soldAt: string;
            /** Format: date-time */
            releaseAt: string;
            payout: {
                state: string;
                amount: components["schemas"]["Money"];
                /** Format: date-time */
                paidAt: string | null;
            } | null;
            timeline: components["schemas"]["TimelineStep"][];
        };
        AdminBrand: {
            locale: string;
            logo: string | null;
            tokens: components["schemas"]["Tokens"];
            texts: components["schemas"]["Texts"];
            name: string;
            version: number;
        };
        BrandUpdate: {
            locale?: string;
            logo?: string | null;
            tokens?: {
                light?: components["schemas"]["Colours"];
                dark?: components["schemas"]["Colours"];
                /** @enum {string} */
                radius?: "square" | "soft" | "round";
                /** @enum {string} */
                displayFont?: "bricolage" | "barlow-condensed" | "fraunces" | "inter";
                /** @enum {string} */
                textFont?: "inter" | "archivo" | "system";
                /** @enum {string|null} */
                cover?: "dusk" | "field" | "paper" | null;
            };
            texts?: {
                tagline?: string;
                trust?: string;
                footer?: string;
                /** Format: email */
                supportEmail?: string | null;
            };
        };
        Clock: {
            /** Format: date-time */
            now: string;
            /** @enum {string} */
            mode: "live" | "test" | (string & {});
        };
        TrialBalance: {
            items: components["schemas"]["TrialBalanceLine"][];
            /** @description Per currency; zero when the books balance */
            differences: components["schemas"]["Money"][];
        };
        TrialBalanceLine: {
            code: string;
            /** @enum {string} */
            normal: "debit" | "credit" | (string & {});
            debit: components["schemas"]["Money"];
            credit: components["schemas"]["Money"];
            balance: components["schemas"]["Money"];
        };
        Posting: {
            /** Format: uuid */
            id: string;
            kind: string;
            reference: string;
            /** Format: uuid */
            orderId: string | null;
            /** Format: date-time */
            postedAt: string;
            entries: {
                account: string;
                owner: string;
                /** @enum {string} */
                side: "debit" | "credit" | (string & {});
                amount: components["schemas"]["Money"];
            }[];
        };
        Payout: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            party: "seller" | "organizer" | (string & {});
            /** Format: uuid */
            fanId: string | null;
            /** Format: uuid */
            orderId: string;
            /** Format: uuid */
            lineId: string;
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            state: "scheduled" | "blocked" | "submitted" | "paid" | "refused" | "reversed" | "dropped" | (string & {});
            blockedReason: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            paidAt: string | null;
        };
        AdminEvent: components["schemas"]["EventRef"] & {
            description: string;
            externalRef: string | null;
            /** Format: date-time */
            doorsAt: string | null;
            currency: string;
            ticketTypes: components["schemas"]["TicketType"][];
            /** @enum {string|null} */
            admission: "gate" | "code_list" | (string & {}) | null;
            resale: {
                ceilingPercent: number;
                /** Format: date-time */
                opensAt: string | null;
                /** Format: date-time */
                closesAt: string;
                buyerFeeBasisPoints: number;
                sellerFeeBasisPoints: number;
                organizerShareBasisPoints: number;
                feeTaxBasisPoints: number;
                releaseDelayHours: number;
                /** Format: uuid */
                policyId: string;
            };
            /** Format: date-time */
            createdAt: string;
        };
        EventInput: {
            name: string;
            description?: string;
            /** @description The name your ticketing system knows it by, such as a pretix event slug */
            externalRef?: string;
            venue: {
                name: string;
                city: string;
                country: string;
                address?: string;
            };
            /** @example Europe/Berlin */
            timeZone: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: date-time */
            doorsAt?: string;
            currency: string;
            /** @default [] */
            ticketTypes?: {
                name: string;
                faceValue?: components["schemas"]["Money"] & {
                    amountMinor?: number;
                };
            }[];
            /**
             * @description How the door learns which codes are alive; without it nothing can be listed
             * @default null
             * @enum {string|null}
             */
            admission?: "gate" | "code_list" | null;
            resale: {
                /** @description The highest price, in percent of what was first paid */
                ceilingPercent: number;
                /** Format: date-time */
                opensAt?: string;
                /**
                 * Format: date-time
                 * @description Default: when the event starts
                 */
                closesAt?: string;
                buyerFeeBasisPoints?: number;
                sellerFeeBasisPoints?: number;
                organizerShareBasisPoints?: number;
                /** @description Tax on fees, such as 1900 for 19 % */
                feeTaxBasisPoints?: number;
                /** @description How long after the end money is still held; default 48 */
                releaseDelayHours?: number;
            };
        };
        EventUpdate: {
            name?: string;
            description?: string;
            externalRef?: string | null;
            venue?: {
                name: string;
                city: string;
                country: string;
                address?: string;
            };
            timeZone?: string;
            /** Format: date-time */
            startsAt?: string;
            /** Format: date-time */
            endsAt?: string;
            /** Format: date-time */
            doorsAt?: string;
            currency?: string;
            /** @description Added by name, or with a new face value; none is removed */
            ticketTypes?: {
                name: string;
                faceValue?: components["schemas"]["Money"] & {
                    amountMinor?: number;
                };
            }[];
            /** @enum {string|null} */
            admission?: "gate" | "code_list" | null;
            resale?: {
                /** @description The highest price, in percent of what was first paid */
                ceilingPercent?: number;
                /** Format: date-time */
                opensAt?: string;
                /**
                 * Format: date-time
                 * @description Default: when the event starts
                 */
                closesAt?: string;
                buyerFeeBasisPoints?: number;
                sellerFeeBasisPoints?: number;
                organizerShareBasisPoints?: number;
                /** @description Tax on fees, such as 1900 for 19 % */
                feeTaxBasisPoints?: number;
                /** @description How long after the end money is still held; default 48 */
                releaseDelayHours?: number;
            };
        };
        AdminTicket: {
            /** Format: uuid */
            id: string;
            event: components["schemas"]["EventRef"];
            ticketType: components["schemas"]["TicketTypeRef"];
            seat: components["schemas"]["Seat"];
            holderName: string | null;
            /** @enum {string} */
            state: "valid" | "listed" | "selling" | "sending" | "admitted" | "out" | "blocked" | "void" | (string & {});
            /** @description Which code of it is alive: one more each time it changes hands */
            generation: number;
            /** @description What its first buyer paid */
            paid: components["schemas"]["Money"];
            /** Format: date-time */
            codeSince: string;
            /** @enum {string} */
            origin: "import" | "resale" | (string & {});
            email: string | null;
            /** Format: uuid */
            holderId: string | null;
            hasCode: boolean;
            /** @description Order code and position in the ticketing system, such as `K3M9X-1` */
            externalRef: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AdminTicketDetail: components["schemas"]["AdminTicket"] & {
            codes: {
                generation: number;
                /** @enum {string} */
                state: "alive" | "revoked" | (string & {});
                /** Format: date-time */
                issuedAt: string;
                /** Format: date-time */
                revokedAt: string | null;
            }[];
            admissions: {
                /** Format: date-time */
                at: string;
                generation: number;
                by: {
                    kind: string;
                    id: string | null;
                    gate: string | null;
                };
            }[];
            history: {
                /** Format: date-time */
                at: string;
                /** @example ticket.reissued */
                what: string;
                by: components["schemas"]["ActorRef"];
                detail: {
                    [key: string]: unknown;
                };
            }[];
        };
        ActorRef: {
            kind: string;
            /** Format: uuid */
            id: string | null;
        };
        Import: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            eventId: string;
            /** @enum {string} */
            format: "pretix";
            /** @enum {string} */
            state: "reading" | "ready" | "applying" | "applied" | "refused" | (string & {});
            counts: {
                rows: number;
                create: number;
                update: number;
                void: number;
                unchanged: number;
                skip: number;
                /** @description Rows with something to read in their report */
                problems: number;
                /** @description Tickets without an admission code: imported, but not to be offered yet */
                notListable: number;
            };
            /** @description Why the file as a whole was refused */
            problems: {
                pointer: string;
                detail: string;
            }[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            appliedAt: string | null;
        };
        ImportRow: {
            /** @description As a spreadsheet counts: the names of the columns are in 1 */
            line: number;
            orderCode: string | null;
            positionId: string | null;
            /** @enum {string} */
            action: "create" | "update" | "void" | "unchanged" | "skip" | (string & {});
            problems: {
                column: string;
                value: string;
                detail: string;
            }[];
        };
        GateVerdict: {
            /** @enum {string} */
            result: "valid" | "reissued" | "admitted" | "void" | "blocked" | "selling" | "wrong_event" | "unknown" | (string & {});
            ticket: {
                /** Format: uuid */
                id: string;
                ticketType: components["schemas"]["TicketTypeRef"];
                seat: components["schemas"]["Seat"];
                holderName: string | null;
                /** @enum {string} */
                state: "valid" | "listed" | "selling" | "sending" | "admitted" | "out" | "blocked" | "void" | (string & {});
                generation: number;
            } | null;
            /**
             * Format: date-time
             * @description When the code died, or the ticket was admitted
             */
            at: string | null;
            by: {
                kind: string;
                id: string | null;
                gate: string | null;
            } | null;
            /** @description Why nobody comes in with this code, in words for the person at the door */
            refusal: string | null;
        };
        GateAdmission: components["schemas"]["GateVerdict"] & {
            /** @description Whether this very request let somebody in */
            admitted: boolean;
        };
        GateCodes: {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            issuedAt: string;
            codes: {
                code: string;
                /** @enum {string} */
                state: "valid" | "revoked" | (string & {});
                /** Format: uuid */
                ticketId: string;
                ticketType: string;
                /** Format: date-time */
                issuedAt: string;
                /** Format: date-time */
                revokedAt: string | null;
            }[];
        };
        AdminListing: components["schemas"]["SellerListing"] & {
            /** Format: uuid */
            sellerId: string;
        };
        AdminOrder: {
            /** Format: uuid */
            id: string;
            number: string;
            /** @enum {string} */
            state: "held" | "paying" | "authorized" | "securing" | "fulfilled" | "completed" | "expired" | "cancelled" | "failed" | "in_doubt" | (string & {});
            event: components["schemas"]["EventRef"];
            /** Format: uuid */
            listingId: string;
            ticketType: components["schemas"]["TicketTypeRef"];
            quantity: number;
            /**
             * Format: date-time
             * @description While held: until when it can be paid
             */
            heldUntil: string | null;
            lines: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                ticketId: string;
                seat: components["schemas"]["Seat"];
                price: components["schemas"]["Breakdown"];
                /** @enum {string} */
                state: "held" | "gone" | "holding" | "released" | "refunded" | "lost" | (string & {});
            }[];
            total: components["schemas"]["Breakdown"];
            /** Format: date-time */
            releaseAt: string | null;
            /** Format: date-time */
            createdAt: string;
            timeline: components["schemas"]["TimelineStep"][];
            buyer: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
            };
            sellerIds: string[];
            refunds: components["schemas"]["Refund"][];
            declinedCode: string | null;
        };
        Refund: {
            /** Format: uuid */
            id: string;
            amount: components["schemas"]["Money"];
            reason: string;
            /** @enum {string} */
            ticket: "return_to_seller" | "void" | "none" | (string & {});
            /** @enum {string} */
            state: "pending" | "succeeded" | "failed" | (string & {});
            lineIds: string[];
            /** Format: date-time */
            createdAt: string;
        };
        Dispute: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            orderId: string;
            /** @description Its name at the payment provider */
            reference: string;
            amount: components["schemas"]["Money"];
            fee: components["schemas"]["Money"];
            /** @description What the bank says of it, in the words of the provider */
            reason: string | null;
            /** @enum {string} */
            state: "open" | "won" | "lost" | (string & {});
            /**
             * @description Who bears it if it is lost; the operator where nobody decided
             * @enum {string|null}
             */
            liability: "seller" | "organizer" | "operator" | (string & {}) | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            closedAt: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "market.brand.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tokens, texts, and how one pays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.seller.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your standing as a seller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seller"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.seller.onboard": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    returnPath: string;
                    country: string;
                };
            };
        };
        responses: {
            /** @description Open this page; it returns to `returnPath` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingLink"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description provider_refused, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description provider_in_doubt */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.tickets.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tickets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Ticket"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.tickets.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketWithCode"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ticket_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.events.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MarketEvent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.events.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketEventDetail"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.listings.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                eventId?: string;
                ticketTypeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of listings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Listing"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.listings.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ticketIds: string[];
                    /** @description Per ticket, what the seller asks before the buyer fee */
                    price: components["schemas"]["Money"] & {
                        amountMinor?: number;
                    };
                };
            };
        };
        responses: {
            /** @description The listing, on sale */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SellerListing"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ticket_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ticket_void, ticket_admitted, ticket_blocked, ticket_listed, ticket_selling, ticket_sending, ticket_moved_on, no_code, event_not_published, no_admission, resale_not_open, resale_closed, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description tickets_not_alike, wrong_currency, price_above_ceiling, price_too_low, invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.listings.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.listings.quote": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ticketIds: string[];
                    /** @description Per ticket, what the seller asks before the buyer fee */
                    price: components["schemas"]["Money"] & {
                        amountMinor?: number;
                    };
                };
            };
        };
        responses: {
            /** @description The sums */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ticket_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description wrong_currency, invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.listings.withdraw": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing, withdrawn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SellerListing"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing_not_active, listing_in_checkout, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.seller.listings": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of your listings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SellerListing"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.orders.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.orders.start": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    listingId: string;
                    /** @default 1 */
                    quantity?: number;
                };
            };
        };
        responses: {
            /** @description Yours until `heldUntil` */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too_many_holds, listing_not_active, own_listing, tickets_held, not_enough_tickets, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.orders.pay": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirmationToken: string;
                };
            };
        };
        responses: {
            /** @description Where the order stands now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payment_declined */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ticket_moved_on, payments_off, hold_expired, order_not_payable, payment_under_way, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.orders.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the order stands now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_cancellable, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.orders.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "market.seller.sales": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sales */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Sale"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.brand.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The brand as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminBrand"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.brand.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandUpdate"];
            };
        };
        responses: {
            /** @description The brand after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminBrand"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unreadable_colours, invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.clock.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Real time in a live market, its own clock in a test market */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.clock.set": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    now: string;
                };
            };
        };
        responses: {
            /** @description The clock after the move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description clock_of_a_live_market, clock_goes_forward, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.clock.advance": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    seconds: number;
                };
            };
        };
        responses: {
            /** @description The clock after the move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description clock_of_a_live_market, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.ledger.trialBalance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Totals per account and currency */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.ledger.postings": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                orderId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of postings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Posting"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.payouts.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "scheduled" | "blocked" | "submitted" | "paid" | "refused" | "reversed" | "dropped";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payouts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Payout"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.payouts.onboard": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    country: string;
                    /** @default / */
                    returnPath?: string;
                };
            };
        };
        responses: {
            /** @description Open this page; it returns to the market */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingLink"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description provider_refused, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description provider_in_doubt */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.events.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                externalRef?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminEvent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.events.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventInput"];
            };
        };
        responses: {
            /** @description The draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminEvent"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_exists, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown_time_zone, event_ends_before_start, resale_window_upside_down, currency_mismatch, ticket_type_named_twice, invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.events.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminEvent"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.events.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventUpdate"];
            };
        };
        responses: {
            /** @description The event after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminEvent"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_over, currency_is_fixed, event_exists, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description fees_take_everything, unknown_time_zone, event_ends_before_start, resale_window_upside_down, currency_mismatch, ticket_type_named_twice, invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.events.publish": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The published event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminEvent"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_draft, no_admission, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.tickets.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                eventId?: string;
                email?: string;
                state?: "valid" | "listed" | "selling" | "sending" | "admitted" | "out" | "blocked" | "void";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tickets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminTicket"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.tickets.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTicketDetail"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ticket_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.imports.create": {
        parameters: {
            query: {
                eventId: string;
                format?: "pretix";
            };
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description The report; its rows are read page by page */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not_csv */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import_refused, invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.imports.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.imports.rows": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                action?: "create" | "update" | "void" | "unchanged" | "skip";
                problems?: "only";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImportRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.imports.apply": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import, applied or on its way */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import_not_ready, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.gate.check": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    eventId: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description What the door should say */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateVerdict"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.gate.admit": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    eventId: string;
                    code: string;
                    /**
                     * @description Which door, for the record
                     * @example North 2
                     */
                    gate?: string;
                };
            };
        };
        responses: {
            /** @description Whether they came in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateAdmission"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.gate.codes": {
        parameters: {
            query: {
                eventId: string;
            };
            header?: {
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list as of `issuedAt` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateCodes"];
                };
            };
            /** @description The list you have is still right */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.listings.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                eventId?: string;
                state?: "active" | "paused" | "sold" | "withdrawn" | "expired" | "removed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of listings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminListing"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.listings.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The listing, removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SellerListing"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing_not_active, listing_in_checkout, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.orders.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                eventId?: string;
                state?: "held" | "paying" | "authorized" | "securing" | "fulfilled" | "completed" | "expired" | "cancelled" | "failed" | "in_doubt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AdminOrder"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.orders.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrder"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.orders.refund": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Which tickets; all that can be refunded when left out */
                    lineIds?: string[];
                    /** @description The buyer reads it */
                    reason: string;
                    /**
                     * @description What becomes of the ticket: a new code for the seller, or no code for anybody
                     * @enum {string}
                     */
                    ticket: "return_to_seller" | "void";
                };
            };
        };
        responses: {
            /** @description The order with its refund */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrder"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_refundable, order_disputed, line_not_refundable, ticket_not_with_buyer, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.disputes.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "won" | "lost";
                orderId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of disputes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Dispute"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.disputes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dispute */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admin.disputes.decide": {
        parameters: {
            query?: never;
            header?: {
                /** @description One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    liability: "seller" | "organizer" | "operator";
                };
            };
        };
        responses: {
            /** @description The dispute */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            /** @description unauthorized, market_unknown, secret_key_needed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description key_may_not, foreign_origin, secret_key_in_browser, market_suspended */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute_closed, idempotency_in_flight */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid_request, idempotency_key_reused, bad_idempotency_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
