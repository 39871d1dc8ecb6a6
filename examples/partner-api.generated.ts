// Made by `npm run openapi` from docs/openapi.json. Do not edit.
export interface paths {
    "/signature-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what the server saw of a correctly signed request
         * @description Needs no permission.
         */
        get: operations["checkSignature"];
        put?: never;
        /**
         * Show what the server saw of a correctly signed request
         * @description Needs no permission.
         */
        post: operations["checkSignatureByPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers, newest first
         * @description Needs `CUSTOMERS_READ`.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Create a customer and submit it for review, or keep it as a draft
         * @description In the sandbox the review is simulated: within seconds the customer is approved, unless its name asks for something else. Needs `CUSTOMERS_WRITE`.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a customer with its persons, documents and screening
         * @description Needs `CUSTOMERS_READ`.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a customer that is a draft or to be corrected
         * @description What is left out stays as it is; `null` takes an optional value away. The whole that comes of it has to be right. Persons have paths of their own. Needs `CUSTOMERS_WRITE`.
         */
        patch: operations["updateCustomer"];
        trace?: never;
    };
    "/reference/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List countries by their ISO 3166-1 alpha-2 code
         * @description Needs `CUSTOMERS_READ`.
         */
        get: operations["listCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reference/industries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List industries by their 6-digit NAICS 2022 code
         * @description Needs `CUSTOMERS_READ`.
         */
        get: operations["listIndustries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a customer's persons, newest first
         * @description Needs `CUSTOMERS_READ`.
         */
        get: operations["listPersons"];
        put?: never;
        /**
         * Add a person to a customer that is a draft or to be corrected
         * @description A customer has at most 200 persons. Needs `CUSTOMERS_WRITE`.
         */
        post: operations["createPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a draft or corrected customer for review
         * @description Needs `CUSTOMERS_WRITE`.
         */
        post: operations["submitCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}/persons/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a person from a customer that is a draft or to be corrected
         * @description Answers with the person as it was. Needs `CUSTOMERS_WRITE`.
         */
        delete: operations["removePerson"];
        options?: never;
        head?: never;
        /**
         * Change a person of a customer that is a draft or to be corrected
         * @description What is left out stays as it is; `null` takes an optional value away. Needs `CUSTOMERS_WRITE`.
         */
        patch: operations["updatePerson"];
        trace?: never;
    };
    "/customers/{customerId}/beneficiaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a customer's beneficiaries, newest first
         * @description Needs `BENEFICIARIES_READ`.
         */
        get: operations["listBeneficiaries"];
        put?: never;
        /**
         * Add a beneficiary, a company's bank account, and submit it for review
         * @description Needs `iban` or `accountNumber`. USD at a US bank needs `wireRoutingNumber` or `achRoutingNumber`, any other account `bankBic`. The countries in `iban`, `bankBic` and `bankCountryCode` have to agree. Needs `BENEFICIARIES_WRITE`.
         */
        post: operations["createBeneficiary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}/beneficiaries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a beneficiary with its screening
         * @description Needs `BENEFICIARIES_READ`.
         */
        get: operations["getBeneficiary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a beneficiary that is to be corrected
         * @description What is left out stays as it is; `null` takes an optional value away. The whole that comes of it has to be right. Needs `BENEFICIARIES_WRITE`.
         */
        patch: operations["updateBeneficiary"];
        trace?: never;
    };
    "/customers/{customerId}/beneficiaries/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a corrected beneficiary for review
         * @description Needs `BENEFICIARIES_WRITE`.
         */
        post: operations["submitBeneficiary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List documents, newest first
         * @description Needs `DOCUMENTS_READ`.
         */
        get: operations["listDocuments"];
        put?: never;
        /**
         * Upload a document
         * @description A form of the parts `file`, `type` and, where wanted, `customerId`, each once, in any order. The token's `bodyHash` is the SHA-256 of the whole body as sent, boundaries included. Needs `DOCUMENTS_WRITE`.
         */
        post: operations["createDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a document, without its content
         * @description Needs `DOCUMENTS_READ`.
         */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        /**
         * Delete a document that nothing refers to
         * @description Answers with the document as it was. While a customer, a person or a payment names it, it stays: take it out of their `documentIds` first. Its content is removed from the storage within the following hours. Needs `DOCUMENTS_WRITE`.
         */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the content of a document
         * @description The bytes as they were uploaded, as an attachment. `ETag` is the content's SHA-256 in hex, `Repr-Digest` (RFC 9530) the same in base64. One byte range may be asked for by `Range`, also under `If-Range`; more than one is answered with the whole. Needs `DOCUMENTS_READ`.
         */
        get: operations["getDocumentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments, newest first
         * @description Needs `PAYMENTS_READ`.
         */
        get: operations["listPayments"];
        put?: never;
        /**
         * Make a payment of a quote
         * @description Uses the quote: one quote makes one payment, also where several ask at once. The payment waits in PENDING_REVIEW, or in ON_HOLD while screening of its customer or beneficiary holds payments. Needs `PAYMENTS_WRITE`.
         */
        post: operations["createPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a payment
         * @description Needs `PAYMENTS_READ`.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct a payment and send it to review again
         * @description Only in CORRECTION_NEEDED; the payment goes back to PENDING_REVIEW. What is left out stays, `null` takes a text away. With `amount` (and `currencyCode`, which needs it) the payment gets a new price by the fee rule at the rate of this moment: `amount` is the new payment amount, fee included, and `rate`, `totalTarget` and `priceBreakdown` follow from it, whatever its quote said. What the beneficiary receives stays in the currency of its account. Needs `PAYMENTS_WRITE`.
         */
        patch: operations["updatePayment"];
        trace?: never;
    };
    "/payment/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a price for a payment, good for 300 seconds and for one use
         * @description The fee is 0.5 % of the payment amount, rounded up to the smallest unit of its currency, and is part of the payment amount. `totalTarget` is (payment amount − fee) × rate, rounded down. With `targetAmount`, the payment amount is the least that lets this amount arrive. Amounts come back with exactly their currency's decimals. Needs `PAYMENTS_WRITE`.
         */
        post: operations["createQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a payment that nobody has approved yet
         * @description Only in PENDING_REVIEW or CORRECTION_NEEDED. Its quote stays used: another payment needs another quote. Needs `PAYMENTS_WRITE`.
         */
        post: operations["cancelPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment/quote/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a quote
         * @description Needs `PAYMENTS_READ`.
         */
        get: operations["getQuote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crypto/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List crypto currencies with the networks each runs on
         * @description All of them at once; there are no pages. Needs `CRYPTO_READ`.
         */
        get: operations["listCryptoCurrencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crypto/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the networks that crypto currencies run on
         * @description One item for each currency on each of its networks, all of them at once; there are no pages. Needs `CRYPTO_READ`.
         */
        get: operations["listCryptoNetworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crypto/currencies/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a crypto currency with the networks it runs on
         * @description Needs `CRYPTO_READ`.
         */
        get: operations["getCryptoCurrency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}/screening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what screening of a customer and its persons found
         * @description The customer's own screening, and in `related` that of each of its persons. The operator reviews matches; while one is open, or was found to be true, payments wait and the customer is not approved. Needs `SCREENING_READ`.
         */
        get: operations["getCustomerScreening"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}/beneficiaries/{id}/screening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what screening of a beneficiary found
         * @description The operator reviews matches; while one is open, or was found to be true, payments to the beneficiary wait and it is not approved. Needs `SCREENING_READ`.
         */
        get: operations["getBeneficiaryScreening"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List support tickets without their messages, newest first
         * @description Needs `SUPPORT_READ`.
         */
        get: operations["listTickets"];
        put?: never;
        /**
         * Open a support ticket with its first message
         * @description Needs `SUPPORT_WRITE`.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a support ticket with its messages, oldest first
         * @description Needs `SUPPORT_READ`.
         */
        get: operations["getTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/tickets/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a support ticket for good
         * @description Needs `SUPPORT_WRITE`.
         */
        post: operations["closeTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/tickets/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write another message on a support ticket that is not closed
         * @description Needs `SUPPORT_WRITE`.
         */
        post: operations["addTicketMessage"];
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
        /** @description Every refusal. Write code against `reason`: it does not change; `message` is for people and may. */
        Error: {
            /** @description The refusal. */
            error: {
                /**
                 * @description The class of refusal, one for each status.
                 * @enum {string}
                 */
                code: "invalid_request" | "unauthorized" | "forbidden" | "not_found" | "method_not_allowed" | "request_timeout" | "conflict" | "payload_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "validation_failed" | "rate_limited" | "headers_too_large" | "internal_error" | "unavailable";
                /** @description What was expected and what to do, for people. */
                message: string;
                /**
                 * @description Why exactly. The list grows; treat a reason you do not know like its `code`.
                 * @enum {string}
                 */
                reason: "duplicate_header" | "ambiguous_credentials" | "body_not_allowed" | "non_canonical_path" | "malformed_target" | "malformed_http" | "invalid_json" | "invalid_multipart" | "duplicate_parameter" | "invalid_idempotency_key" | "token_missing" | "token_malformed" | "token_too_large" | "algorithm_not_allowed" | "header_not_allowed" | "signing_key_unknown" | "signature_invalid" | "claim_missing" | "claim_invalid" | "issuer_mismatch" | "audience_mismatch" | "subject_mismatch" | "token_expired" | "token_not_yet_valid" | "lifetime_too_long" | "method_mismatch" | "uri_mismatch" | "body_hash_mismatch" | "invalid_api_key" | "api_key_revoked" | "api_key_expired" | "application_disabled" | "organization_suspended" | "wrong_environment" | "token_replayed" | "permission_missing" | "ip_not_allowed" | "personal_keys_disabled" | "not_found" | "method_not_allowed" | "request_timeout" | "conflict" | "wrong_status" | "not_approved" | "quote_expired" | "quote_used" | "document_referenced" | "idempotency_in_progress" | "payload_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "validation_failed" | "idempotency_key_reused" | "rate_limited" | "headers_too_large" | "internal_error" | "unavailable" | "rate_unavailable";
                /** @description What belongs to the reason, for example `fields` of `validation_failed`. */
                details: {
                    /** @description The likely cause that was found, such as `body_reserialized`; the documentation lists them by reason. Not always there, and the lists grow. */
                    cause?: string;
                    /** @description What happened and what to change, for people. */
                    hint?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Quote it to support. */
                requestId: string;
                /**
                 * Format: uri
                 * @description Where the reason is explained.
                 */
                docsUrl: string;
            };
        };
        SignatureCheck: {
            /** @description The application that the API key belongs to. */
            application: {
                /** @description Its id, as the settings page shows it. */
                id: string;
                /** @description The application's name. */
                name: string;
                /**
                 * @description Where the key works.
                 * @enum {string}
                 */
                environment: "sandbox" | "production";
                /** @description What the application may. */
                permissions: ("CUSTOMERS_READ" | "CUSTOMERS_WRITE" | "BENEFICIARIES_READ" | "BENEFICIARIES_WRITE" | "DOCUMENTS_READ" | "DOCUMENTS_WRITE" | "PAYMENTS_READ" | "PAYMENTS_WRITE" | "SUPPORT_READ" | "SUPPORT_WRITE" | "CRYPTO_READ" | "SCREENING_READ")[];
            };
            /** @description The API key that was sent. */
            apiKey: {
                /** @description Its id, as the settings page shows it. */
                id: string;
                /** @description The last four characters of the key. */
                lastFour: string;
                /**
                 * @description Whether it is in use, or ends soon because another takes its place.
                 * @enum {string}
                 */
                status: "active" | "expiring";
                /** @description When the key ends, in UTC; `null` while no end is set. */
                expiresAt: string | null;
            };
            /** @description The signing key that verified the token. */
            signingKey: {
                /** @description SHA-256 of the SPKI DER of the key that verified, lower-case hex. */
                fingerprint: string;
                /**
                 * @description Whether it is in use, or ends soon because another takes its place.
                 * @enum {string}
                 */
                status: "active" | "retiring";
            };
            /** @description The token that was sent. */
            token: {
                /** @description How long the token would have lived on. */
                expiresInSeconds: number;
            };
            /** @description Unix seconds. */
            serverTime: number;
            /** @description Names this request; the same as `X-Request-Id`. */
            requestId: string;
        };
        CustomerSummaryPage: {
            /** @description One page of them. */
            items: components["schemas"]["CustomerSummary"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        CustomerSummary: {
            /** @description Its id; never changes. */
            id: string;
            /** @description Your organization. */
            orgId: string;
            /**
             * @description Where it stands in its review.
             * @enum {string}
             */
            status: "DRAFT" | "PENDING_REVIEW" | "APPROVED" | "REJECTED" | "CORRECTION_REQUESTED" | "SUSPENDED";
            /** @description The registered name. */
            companyName: string;
            /** @description As in the register of the country of incorporation. */
            registrationNumber: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            countryOfIncorporationId: string;
            /** @description 6-digit NAICS 2022 code, as in `/reference/industries`. */
            businessIndustryId: string;
            /** @description The ids of your documents that it names. */
            documentIds: string[];
            /** @description Other names it does business under. */
            tradingNames?: string;
            /**
             * Format: uri
             * @description With its scheme, `https` or `http`.
             */
            website?: string;
            /** @description Where it meets its customers: shops, web shop, agents … */
            operationalChannels?: string;
            /**
             * Format: email
             * @description Where the company is reached by mail.
             */
            businessEmail?: string;
            /** @description First name of whom to ask at the company. */
            primaryContactFirstName?: string;
            /** @description Last name of whom to ask at the company. */
            primaryContactLastName?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            primaryContactPhone?: string;
            /**
             * Format: email
             * @description Where the primary contact is reached by mail.
             */
            primaryContactEmail?: string;
            /** @description Whether the primary contact is one of the company's associates. */
            primaryContactIsAssociate?: boolean;
            /**
             * @description The company's legal form.
             * @enum {string}
             */
            businessType?: "COOPERATIVE" | "S_CORPORATION" | "B_CORPORATION" | "C_CORPORATION" | "CLOSE_CORPORATION" | "NONPROFIT_CORPORATION" | "GENERAL_PARTNERSHIP" | "LIMITED_PARTNERSHIP" | "LIMITED_LIABILITY_COMPANY" | "SOLE_PROPRIETORSHIP" | "TRUST" | "OTHER";
            /**
             * Format: date
             * @description When the company was founded.
             */
            formationDate?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string;
            /** @description Street and number. */
            addressLine1?: string;
            /** @description Floor, building or care of. */
            addressLine2?: string;
            /** @description City or town of the address. */
            city?: string;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string;
            /**
             * @description From and to, in US dollars a year.
             * @enum {string}
             */
            estimatedAnnualRevenueUsd?: "R_0_99999" | "R_100000_999999" | "R_1000000_9999999" | "R_10000000_49999999" | "R_50000000_249999999" | "R_250000000_PLUS";
            /** @description In its own words, in US dollars. */
            expectedMonthlyPaymentsUsd?: string;
            /**
             * @description What it will mostly pay for.
             * @enum {string}
             */
            primaryBusinessPurpose?: "CHARITABLE_DONATIONS" | "ECOMMERCE_RETAIL_PAYMENTS" | "INVESTMENT_PURPOSES" | "OTHER" | "PAYMENTS_TO_FRIENDS_OR_FAMILY_ABROAD" | "PAYROLL" | "PERSONAL_OR_LIVING_EXPENSES" | "PROTECT_WEALTH" | "PURCHASE_GOODS_AND_SERVICES" | "RECEIVE_PAYMENTS_FOR_GOODS_AND_SERVICES" | "TAX_OPTIMIZATION" | "THIRD_PARTY_MONEY_TRANSMISSION" | "TREASURY_MANAGEMENT";
            /** @description Required when `primaryBusinessPurpose` is OTHER. */
            primaryPurposeOther?: string;
            /**
             * @description Where its money comes from.
             * @enum {string}
             */
            sourceOfFunds?: "BUSINESS_LOANS" | "GRANTS" | "INTER_COMPANY_FUNDS" | "INVESTMENT_PROCEEDS" | "LEGAL_SETTLEMENT" | "OWNERS_CAPITAL" | "PENSION_RETIREMENT" | "SALE_OF_ASSETS" | "SALE_OF_ASSETS_REAL_ESTATE" | "SALES_OF_GOODS_AND_SERVICES" | "SAVINGS" | "TAX_REFUND" | "THIRD_PARTY_FUNDS" | "TREASURY_RESERVES";
            /**
             * @description What kind of number `taxIdentificationNumber` is.
             * @enum {string}
             */
            taxIdType?: "EIN" | "SSN" | "VAT" | "TIN" | "UTR";
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string;
            /** @description Whether it does business in countries under embargo. */
            operatesInProhibitedCountries?: boolean;
            /** @description Activities that need a closer look, each in its own words; empty if there are none. */
            highRiskActivities?: string[];
            /** @description Whether it passes on money of its own customers. */
            transmitsCustomerFunds?: boolean;
            /** @description How and for whom it passes on money. */
            customerFundsDescription?: string;
            /** @description Whether it offers money services, such as exchange or transfers. */
            conductsMoneyServices?: boolean;
            /** @description Whether it is owned through other companies or offshore. */
            ownershipIndirectOrOffshoreStructures?: boolean;
            /** @description Whether trusts, funds or holding companies own it. */
            ownershipTrustsFundsOrHoldingCompanies?: boolean;
            /** @description Whether it has branches or subsidiaries. */
            ownershipBranchesOrSubsidiaries?: boolean;
            /** @description Which branches and subsidiaries, and where. */
            ownershipBranchesOrSubsidiariesDetails?: string;
            /** @description What it sells, to whom, and how it earns. */
            businessModelDescription?: string;
            /** @description Whom it sells to: businesses, consumers, both … */
            customerType?: string;
            /** @description When and how it issues invoices. */
            invoiceIssuance?: string;
            /** @description Products and services with their prices, or where they are listed. */
            productServiceCatalogueWithPrices?: string;
            /** @description Its largest customers. */
            mainCustomers?: string;
            /** @description Its largest suppliers. */
            mainSuppliers?: string;
            /** @description From where money comes to the company, and where it goes. */
            completeFlowOfFunds?: string;
            /** @description Whether it handles much cash. */
            significantCashVolumes?: boolean;
            /** @description Whether it keeps balances for its customers. */
            holdsClientBalances?: boolean;
            /** @description Whether people who are not its customers pay it. */
            receivesUnrelatedThirdPartyPayments?: boolean;
            /** @description Any currency's code, for example `EUR`. */
            primaryOperatingCurrency?: string;
            /** @description Whether it converts between currencies. */
            fxConversion?: boolean;
            /** @description Which currencies it exchanges, and why. */
            fxConversionDescription?: string;
            /** @description Countries in which it works or has customers. */
            countriesWhereOperatesOrCustomers?: string[];
            /** @description In its own words, in US dollars. */
            averageTransactionAmountUsd?: string;
            /** @description How its business spreads over countries. */
            geographicDistribution?: string;
            /** @description Why it was rejected or suspended, or why a correction is asked for. */
            statusReason: string | null;
            /** @description In CORRECTION_REQUESTED: what to change before it is submitted again. Otherwise empty. */
            corrections: components["schemas"]["Correction"][];
            /** @description `null` until it is known to screening. */
            screening: components["schemas"]["CustomerScreeningSummary"] | null;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the customer, one of its persons or its status last changed.
             */
            updatedAt: string;
        };
        Correction: {
            /** @description The field to change, as a path such as `persons[0].lastName`. */
            field: string;
            /** @description What to change about it, in the reviewer's words. */
            message: string;
        };
        CustomerScreeningSummary: {
            /** @description The screening subject, `scr_…`. */
            screeningSubjectId: string;
            /** @description Payments wait in ON_HOLD while this is true: a match is open, or was found to be true. */
            paymentHold: boolean;
            /** @description Matches that nobody has reviewed yet. */
            openMatchCount: number;
            /** @description `null` until it has been screened once. */
            lastScreenedAt: string | null;
            /** @description The customer cannot be approved while this is true: a match is open, or was found to be true, or in production no list was there to look into. */
            onboardingBlocked: boolean;
        };
        NewPerson: {
            /** @description As in the passport or identity card. */
            firstName: string;
            /** @description As in the passport or identity card. */
            lastName: string;
            /** @description UBO: ultimate beneficial owner. */
            roles: ("UBO" | "SHAREHOLDER" | "DIRECTOR")[];
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            nationality: string;
            /**
             * Format: date
             * @description As in the passport or identity card.
             */
            dateOfBirth: string;
            /** @description Documents of yours, each once; while they stand here they cannot be deleted. */
            documentIds: string[];
            /** @description Share of the company, in percent. */
            ownershipPercent?: number;
            /**
             * Format: email
             * @description Where the person is reached by mail.
             */
            email?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string;
            /** @description Street and number. */
            addressLine1?: string;
            /** @description Floor, building or care of. */
            addressLine2?: string;
            /** @description City or town of the address. */
            city?: string;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string;
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            taxResidenceCountryId?: string;
            /** @description Position in the company. */
            businessTitle?: string;
            /**
             * Format: date
             * @description Since when the person has these roles.
             */
            relationshipEstablishedAt?: string;
            /** @description Of the passport or other proof of identity. */
            idNumber?: string;
        };
        CreateCustomerRequest: {
            /** @description The registered name. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD and SIM-SLOW in it steer the simulator. */
            companyName: string;
            /** @description As in the register of the country of incorporation. */
            registrationNumber: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            countryOfIncorporationId: string;
            /** @description 6-digit NAICS 2022 code, as in `/reference/industries`. */
            businessIndustryId: string;
            /** @description Documents of yours, each once; while they stand here they cannot be deleted. */
            documentIds: string[];
            /** @description May be empty: the review asks for who is missing. More can be added one by one. */
            persons: components["schemas"]["NewPerson"][];
            /**
             * @description `false` leaves a DRAFT that is submitted later.
             * @default true
             */
            submit?: boolean;
            /** @description Other names it does business under. */
            tradingNames?: string;
            /** @description With its scheme, `https` or `http`. */
            website?: string;
            /** @description Where it meets its customers: shops, web shop, agents … */
            operationalChannels?: string;
            /**
             * Format: email
             * @description Where the company is reached by mail.
             */
            businessEmail?: string;
            /** @description First name of whom to ask at the company. */
            primaryContactFirstName?: string;
            /** @description Last name of whom to ask at the company. */
            primaryContactLastName?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            primaryContactPhone?: string;
            /**
             * Format: email
             * @description Where the primary contact is reached by mail.
             */
            primaryContactEmail?: string;
            /** @description Whether the primary contact is one of the company's associates. */
            primaryContactIsAssociate?: boolean;
            /**
             * @description The company's legal form.
             * @enum {string}
             */
            businessType?: "COOPERATIVE" | "S_CORPORATION" | "B_CORPORATION" | "C_CORPORATION" | "CLOSE_CORPORATION" | "NONPROFIT_CORPORATION" | "GENERAL_PARTNERSHIP" | "LIMITED_PARTNERSHIP" | "LIMITED_LIABILITY_COMPANY" | "SOLE_PROPRIETORSHIP" | "TRUST" | "OTHER";
            /**
             * Format: date
             * @description When the company was founded.
             */
            formationDate?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string;
            /** @description Street and number. */
            addressLine1?: string;
            /** @description Floor, building or care of. */
            addressLine2?: string;
            /** @description City or town of the address. */
            city?: string;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string;
            /**
             * @description From and to, in US dollars a year.
             * @enum {string}
             */
            estimatedAnnualRevenueUsd?: "R_0_99999" | "R_100000_999999" | "R_1000000_9999999" | "R_10000000_49999999" | "R_50000000_249999999" | "R_250000000_PLUS";
            /** @description In its own words, in US dollars. */
            expectedMonthlyPaymentsUsd?: string;
            /**
             * @description What it will mostly pay for.
             * @enum {string}
             */
            primaryBusinessPurpose?: "CHARITABLE_DONATIONS" | "ECOMMERCE_RETAIL_PAYMENTS" | "INVESTMENT_PURPOSES" | "OTHER" | "PAYMENTS_TO_FRIENDS_OR_FAMILY_ABROAD" | "PAYROLL" | "PERSONAL_OR_LIVING_EXPENSES" | "PROTECT_WEALTH" | "PURCHASE_GOODS_AND_SERVICES" | "RECEIVE_PAYMENTS_FOR_GOODS_AND_SERVICES" | "TAX_OPTIMIZATION" | "THIRD_PARTY_MONEY_TRANSMISSION" | "TREASURY_MANAGEMENT";
            /** @description Required when `primaryBusinessPurpose` is OTHER. */
            primaryPurposeOther?: string;
            /**
             * @description Where its money comes from.
             * @enum {string}
             */
            sourceOfFunds?: "BUSINESS_LOANS" | "GRANTS" | "INTER_COMPANY_FUNDS" | "INVESTMENT_PROCEEDS" | "LEGAL_SETTLEMENT" | "OWNERS_CAPITAL" | "PENSION_RETIREMENT" | "SALE_OF_ASSETS" | "SALE_OF_ASSETS_REAL_ESTATE" | "SALES_OF_GOODS_AND_SERVICES" | "SAVINGS" | "TAX_REFUND" | "THIRD_PARTY_FUNDS" | "TREASURY_RESERVES";
            /**
             * @description What kind of number `taxIdentificationNumber` is.
             * @enum {string}
             */
            taxIdType?: "EIN" | "SSN" | "VAT" | "TIN" | "UTR";
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string;
            /** @description Whether it does business in countries under embargo. */
            operatesInProhibitedCountries?: boolean;
            /** @description Activities that need a closer look, each in its own words; empty if there are none. */
            highRiskActivities?: string[];
            /** @description Whether it passes on money of its own customers. */
            transmitsCustomerFunds?: boolean;
            /** @description How and for whom it passes on money. */
            customerFundsDescription?: string;
            /** @description Whether it offers money services, such as exchange or transfers. */
            conductsMoneyServices?: boolean;
            /** @description Whether it is owned through other companies or offshore. */
            ownershipIndirectOrOffshoreStructures?: boolean;
            /** @description Whether trusts, funds or holding companies own it. */
            ownershipTrustsFundsOrHoldingCompanies?: boolean;
            /** @description Whether it has branches or subsidiaries. */
            ownershipBranchesOrSubsidiaries?: boolean;
            /** @description Which branches and subsidiaries, and where. */
            ownershipBranchesOrSubsidiariesDetails?: string;
            /** @description What it sells, to whom, and how it earns. */
            businessModelDescription?: string;
            /** @description Whom it sells to: businesses, consumers, both … */
            customerType?: string;
            /** @description When and how it issues invoices. */
            invoiceIssuance?: string;
            /** @description Products and services with their prices, or where they are listed. */
            productServiceCatalogueWithPrices?: string;
            /** @description Its largest customers. */
            mainCustomers?: string;
            /** @description Its largest suppliers. */
            mainSuppliers?: string;
            /** @description From where money comes to the company, and where it goes. */
            completeFlowOfFunds?: string;
            /** @description Whether it handles much cash. */
            significantCashVolumes?: boolean;
            /** @description Whether it keeps balances for its customers. */
            holdsClientBalances?: boolean;
            /** @description Whether people who are not its customers pay it. */
            receivesUnrelatedThirdPartyPayments?: boolean;
            /** @description Any currency's code, for example `EUR`. */
            primaryOperatingCurrency?: string;
            /** @description Whether it converts between currencies. */
            fxConversion?: boolean;
            /** @description Which currencies it exchanges, and why. */
            fxConversionDescription?: string;
            /** @description Countries in which it works or has customers. */
            countriesWhereOperatesOrCustomers?: string[];
            /** @description In its own words, in US dollars. */
            averageTransactionAmountUsd?: string;
            /** @description How its business spreads over countries. */
            geographicDistribution?: string;
        };
        Customer: {
            /** @description Its id; never changes. */
            id: string;
            /** @description Your organization. */
            orgId: string;
            /**
             * @description Where it stands in its review.
             * @enum {string}
             */
            status: "DRAFT" | "PENDING_REVIEW" | "APPROVED" | "REJECTED" | "CORRECTION_REQUESTED" | "SUSPENDED";
            /** @description The registered name. */
            companyName: string;
            /** @description As in the register of the country of incorporation. */
            registrationNumber: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            countryOfIncorporationId: string;
            /** @description 6-digit NAICS 2022 code, as in `/reference/industries`. */
            businessIndustryId: string;
            /** @description The ids of your documents that it names. */
            documentIds: string[];
            /** @description Other names it does business under. */
            tradingNames?: string;
            /**
             * Format: uri
             * @description With its scheme, `https` or `http`.
             */
            website?: string;
            /** @description Where it meets its customers: shops, web shop, agents … */
            operationalChannels?: string;
            /**
             * Format: email
             * @description Where the company is reached by mail.
             */
            businessEmail?: string;
            /** @description First name of whom to ask at the company. */
            primaryContactFirstName?: string;
            /** @description Last name of whom to ask at the company. */
            primaryContactLastName?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            primaryContactPhone?: string;
            /**
             * Format: email
             * @description Where the primary contact is reached by mail.
             */
            primaryContactEmail?: string;
            /** @description Whether the primary contact is one of the company's associates. */
            primaryContactIsAssociate?: boolean;
            /**
             * @description The company's legal form.
             * @enum {string}
             */
            businessType?: "COOPERATIVE" | "S_CORPORATION" | "B_CORPORATION" | "C_CORPORATION" | "CLOSE_CORPORATION" | "NONPROFIT_CORPORATION" | "GENERAL_PARTNERSHIP" | "LIMITED_PARTNERSHIP" | "LIMITED_LIABILITY_COMPANY" | "SOLE_PROPRIETORSHIP" | "TRUST" | "OTHER";
            /**
             * Format: date
             * @description When the company was founded.
             */
            formationDate?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string;
            /** @description Street and number. */
            addressLine1?: string;
            /** @description Floor, building or care of. */
            addressLine2?: string;
            /** @description City or town of the address. */
            city?: string;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string;
            /**
             * @description From and to, in US dollars a year.
             * @enum {string}
             */
            estimatedAnnualRevenueUsd?: "R_0_99999" | "R_100000_999999" | "R_1000000_9999999" | "R_10000000_49999999" | "R_50000000_249999999" | "R_250000000_PLUS";
            /** @description In its own words, in US dollars. */
            expectedMonthlyPaymentsUsd?: string;
            /**
             * @description What it will mostly pay for.
             * @enum {string}
             */
            primaryBusinessPurpose?: "CHARITABLE_DONATIONS" | "ECOMMERCE_RETAIL_PAYMENTS" | "INVESTMENT_PURPOSES" | "OTHER" | "PAYMENTS_TO_FRIENDS_OR_FAMILY_ABROAD" | "PAYROLL" | "PERSONAL_OR_LIVING_EXPENSES" | "PROTECT_WEALTH" | "PURCHASE_GOODS_AND_SERVICES" | "RECEIVE_PAYMENTS_FOR_GOODS_AND_SERVICES" | "TAX_OPTIMIZATION" | "THIRD_PARTY_MONEY_TRANSMISSION" | "TREASURY_MANAGEMENT";
            /** @description Required when `primaryBusinessPurpose` is OTHER. */
            primaryPurposeOther?: string;
            /**
             * @description Where its money comes from.
             * @enum {string}
             */
            sourceOfFunds?: "BUSINESS_LOANS" | "GRANTS" | "INTER_COMPANY_FUNDS" | "INVESTMENT_PROCEEDS" | "LEGAL_SETTLEMENT" | "OWNERS_CAPITAL" | "PENSION_RETIREMENT" | "SALE_OF_ASSETS" | "SALE_OF_ASSETS_REAL_ESTATE" | "SALES_OF_GOODS_AND_SERVICES" | "SAVINGS" | "TAX_REFUND" | "THIRD_PARTY_FUNDS" | "TREASURY_RESERVES";
            /**
             * @description What kind of number `taxIdentificationNumber` is.
             * @enum {string}
             */
            taxIdType?: "EIN" | "SSN" | "VAT" | "TIN" | "UTR";
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string;
            /** @description Whether it does business in countries under embargo. */
            operatesInProhibitedCountries?: boolean;
            /** @description Activities that need a closer look, each in its own words; empty if there are none. */
            highRiskActivities?: string[];
            /** @description Whether it passes on money of its own customers. */
            transmitsCustomerFunds?: boolean;
            /** @description How and for whom it passes on money. */
            customerFundsDescription?: string;
            /** @description Whether it offers money services, such as exchange or transfers. */
            conductsMoneyServices?: boolean;
            /** @description Whether it is owned through other companies or offshore. */
            ownershipIndirectOrOffshoreStructures?: boolean;
            /** @description Whether trusts, funds or holding companies own it. */
            ownershipTrustsFundsOrHoldingCompanies?: boolean;
            /** @description Whether it has branches or subsidiaries. */
            ownershipBranchesOrSubsidiaries?: boolean;
            /** @description Which branches and subsidiaries, and where. */
            ownershipBranchesOrSubsidiariesDetails?: string;
            /** @description What it sells, to whom, and how it earns. */
            businessModelDescription?: string;
            /** @description Whom it sells to: businesses, consumers, both … */
            customerType?: string;
            /** @description When and how it issues invoices. */
            invoiceIssuance?: string;
            /** @description Products and services with their prices, or where they are listed. */
            productServiceCatalogueWithPrices?: string;
            /** @description Its largest customers. */
            mainCustomers?: string;
            /** @description Its largest suppliers. */
            mainSuppliers?: string;
            /** @description From where money comes to the company, and where it goes. */
            completeFlowOfFunds?: string;
            /** @description Whether it handles much cash. */
            significantCashVolumes?: boolean;
            /** @description Whether it keeps balances for its customers. */
            holdsClientBalances?: boolean;
            /** @description Whether people who are not its customers pay it. */
            receivesUnrelatedThirdPartyPayments?: boolean;
            /** @description Any currency's code, for example `EUR`. */
            primaryOperatingCurrency?: string;
            /** @description Whether it converts between currencies. */
            fxConversion?: boolean;
            /** @description Which currencies it exchanges, and why. */
            fxConversionDescription?: string;
            /** @description Countries in which it works or has customers. */
            countriesWhereOperatesOrCustomers?: string[];
            /** @description In its own words, in US dollars. */
            averageTransactionAmountUsd?: string;
            /** @description How its business spreads over countries. */
            geographicDistribution?: string;
            /** @description Why it was rejected or suspended, or why a correction is asked for. */
            statusReason: string | null;
            /** @description In CORRECTION_REQUESTED: what to change before it is submitted again. Otherwise empty. */
            corrections: components["schemas"]["Correction"][];
            /** @description `null` until it is known to screening. */
            screening: components["schemas"]["CustomerScreeningSummary"] | null;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the customer, one of its persons or its status last changed.
             */
            updatedAt: string;
            /** @description In the order they were added. */
            persons: components["schemas"]["Person"][];
            /** @description What the customer and its persons name, and what was uploaded for the customer; of those the newest 200. */
            documents: components["schemas"]["Document"][];
        };
        Person: {
            /** @description Its id; never changes. */
            id: string;
            /** @description As in the passport or identity card. */
            firstName: string;
            /** @description As in the passport or identity card. */
            lastName: string;
            /** @description What the person is to the company; one person may be several. */
            roles: ("UBO" | "SHAREHOLDER" | "DIRECTOR")[];
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            nationality: string;
            /** @description As in the passport or identity card. */
            dateOfBirth: string;
            /** @description The ids of your documents that it names. */
            documentIds: string[];
            /** @description Share of the company, in percent. */
            ownershipPercent?: number;
            /**
             * Format: email
             * @description Where the person is reached by mail.
             */
            email?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string;
            /** @description Street and number. */
            addressLine1?: string;
            /** @description Floor, building or care of. */
            addressLine2?: string;
            /** @description City or town of the address. */
            city?: string;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string;
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            taxResidenceCountryId?: string;
            /** @description Position in the company. */
            businessTitle?: string;
            /**
             * Format: date
             * @description Since when the person has these roles.
             */
            relationshipEstablishedAt?: string;
            /** @description Of the passport or other proof of identity. */
            idNumber?: string;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed, in UTC.
             */
            updatedAt: string;
        };
        Document: {
            /** @description Its id; never changes. */
            id: string;
            /** @description Your organization's id. */
            orgId: string;
            /** @description The customer it was uploaded for, if one was named. */
            customerId: string | null;
            /**
             * @description What the document proves.
             * @enum {string}
             */
            type: "CERTIFICATE_OF_INCORPORATION" | "ARTICLES_OF_ASSOCIATION" | "SHAREHOLDER_REGISTER" | "PROOF_OF_ADDRESS" | "PASSPORT" | "IDENTITY_CARD" | "DRIVING_LICENCE" | "BANK_STATEMENT" | "INVOICE" | "CONTRACT" | "SOURCE_OF_FUNDS" | "OTHER";
            /** @description The name the file was sent under, without folders and without characters that are not shown. */
            fileName: string;
            /**
             * @description What the content is, told by its bytes and not by what the sender said.
             * @enum {string}
             */
            contentType: "application/pdf" | "image/png" | "image/jpeg";
            /** @description Length of the content in bytes. */
            sizeBytes: number;
            /** @description SHA-256 of the content, lower-case hex. */
            sha256: string;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
        };
        UpdateCustomerRequest: {
            /** @description The registered name. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD and SIM-SLOW in it steer the simulator. */
            companyName?: string;
            /** @description As in the register of the country of incorporation. */
            registrationNumber?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            countryOfIncorporationId?: string;
            /** @description 6-digit NAICS 2022 code, as in `/reference/industries`. */
            businessIndustryId?: string;
            /** @description Documents of yours, each once; while they stand here they cannot be deleted. */
            documentIds?: string[];
            /** @description Other names it does business under. */
            tradingNames?: string | null;
            /** @description With its scheme, `https` or `http`. */
            website?: string | null;
            /** @description Where it meets its customers: shops, web shop, agents … */
            operationalChannels?: string | null;
            /** @description Where the company is reached by mail. */
            businessEmail?: string | null;
            /** @description First name of whom to ask at the company. */
            primaryContactFirstName?: string | null;
            /** @description Last name of whom to ask at the company. */
            primaryContactLastName?: string | null;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            primaryContactPhone?: string | null;
            /** @description Where the primary contact is reached by mail. */
            primaryContactEmail?: string | null;
            /** @description Whether the primary contact is one of the company's associates. */
            primaryContactIsAssociate?: boolean | null;
            /** @description The company's legal form. */
            businessType?: ("COOPERATIVE" | "S_CORPORATION" | "B_CORPORATION" | "C_CORPORATION" | "CLOSE_CORPORATION" | "NONPROFIT_CORPORATION" | "GENERAL_PARTNERSHIP" | "LIMITED_PARTNERSHIP" | "LIMITED_LIABILITY_COMPANY" | "SOLE_PROPRIETORSHIP" | "TRUST" | "OTHER") | null;
            /** @description When the company was founded. */
            formationDate?: string | null;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string | null;
            /** @description Street and number. */
            addressLine1?: string | null;
            /** @description Floor, building or care of. */
            addressLine2?: string | null;
            /** @description City or town of the address. */
            city?: string | null;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string | null;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string | null;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string | null;
            /** @description From and to, in US dollars a year. */
            estimatedAnnualRevenueUsd?: ("R_0_99999" | "R_100000_999999" | "R_1000000_9999999" | "R_10000000_49999999" | "R_50000000_249999999" | "R_250000000_PLUS") | null;
            /** @description In its own words, in US dollars. */
            expectedMonthlyPaymentsUsd?: string | null;
            /** @description What it will mostly pay for. */
            primaryBusinessPurpose?: ("CHARITABLE_DONATIONS" | "ECOMMERCE_RETAIL_PAYMENTS" | "INVESTMENT_PURPOSES" | "OTHER" | "PAYMENTS_TO_FRIENDS_OR_FAMILY_ABROAD" | "PAYROLL" | "PERSONAL_OR_LIVING_EXPENSES" | "PROTECT_WEALTH" | "PURCHASE_GOODS_AND_SERVICES" | "RECEIVE_PAYMENTS_FOR_GOODS_AND_SERVICES" | "TAX_OPTIMIZATION" | "THIRD_PARTY_MONEY_TRANSMISSION" | "TREASURY_MANAGEMENT") | null;
            /** @description Required when `primaryBusinessPurpose` is OTHER. */
            primaryPurposeOther?: string | null;
            /** @description Where its money comes from. */
            sourceOfFunds?: ("BUSINESS_LOANS" | "GRANTS" | "INTER_COMPANY_FUNDS" | "INVESTMENT_PROCEEDS" | "LEGAL_SETTLEMENT" | "OWNERS_CAPITAL" | "PENSION_RETIREMENT" | "SALE_OF_ASSETS" | "SALE_OF_ASSETS_REAL_ESTATE" | "SALES_OF_GOODS_AND_SERVICES" | "SAVINGS" | "TAX_REFUND" | "THIRD_PARTY_FUNDS" | "TREASURY_RESERVES") | null;
            /** @description What kind of number `taxIdentificationNumber` is. */
            taxIdType?: ("EIN" | "SSN" | "VAT" | "TIN" | "UTR") | null;
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string | null;
            /** @description Whether it does business in countries under embargo. */
            operatesInProhibitedCountries?: boolean | null;
            /** @description Activities that need a closer look, each in its own words; empty if there are none. */
            highRiskActivities?: string[] | null;
            /** @description Whether it passes on money of its own customers. */
            transmitsCustomerFunds?: boolean | null;
            /** @description How and for whom it passes on money. */
            customerFundsDescription?: string | null;
            /** @description Whether it offers money services, such as exchange or transfers. */
            conductsMoneyServices?: boolean | null;
            /** @description Whether it is owned through other companies or offshore. */
            ownershipIndirectOrOffshoreStructures?: boolean | null;
            /** @description Whether trusts, funds or holding companies own it. */
            ownershipTrustsFundsOrHoldingCompanies?: boolean | null;
            /** @description Whether it has branches or subsidiaries. */
            ownershipBranchesOrSubsidiaries?: boolean | null;
            /** @description Which branches and subsidiaries, and where. */
            ownershipBranchesOrSubsidiariesDetails?: string | null;
            /** @description What it sells, to whom, and how it earns. */
            businessModelDescription?: string | null;
            /** @description Whom it sells to: businesses, consumers, both … */
            customerType?: string | null;
            /** @description When and how it issues invoices. */
            invoiceIssuance?: string | null;
            /** @description Products and services with their prices, or where they are listed. */
            productServiceCatalogueWithPrices?: string | null;
            /** @description Its largest customers. */
            mainCustomers?: string | null;
            /** @description Its largest suppliers. */
            mainSuppliers?: string | null;
            /** @description From where money comes to the company, and where it goes. */
            completeFlowOfFunds?: string | null;
            /** @description Whether it handles much cash. */
            significantCashVolumes?: boolean | null;
            /** @description Whether it keeps balances for its customers. */
            holdsClientBalances?: boolean | null;
            /** @description Whether people who are not its customers pay it. */
            receivesUnrelatedThirdPartyPayments?: boolean | null;
            /** @description Any currency's code, for example `EUR`. */
            primaryOperatingCurrency?: string | null;
            /** @description Whether it converts between currencies. */
            fxConversion?: boolean | null;
            /** @description Which currencies it exchanges, and why. */
            fxConversionDescription?: string | null;
            /** @description Countries in which it works or has customers. */
            countriesWhereOperatesOrCustomers?: string[] | null;
            /** @description In its own words, in US dollars. */
            averageTransactionAmountUsd?: string | null;
            /** @description How its business spreads over countries. */
            geographicDistribution?: string | null;
        };
        CountryPage: {
            /** @description One page of them. */
            items: components["schemas"]["Country"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        Country: {
            /** @description ISO 3166-1 alpha-2. */
            id: string;
            /** @description The country's name in English. */
            name: string;
        };
        IndustryPage: {
            /** @description One page of them. */
            items: components["schemas"]["Industry"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        Industry: {
            /** @description NAICS 2022, 6 digits. */
            id: string;
            /** @description The industry's title in NAICS 2022. */
            name: string;
        };
        PersonPage: {
            /** @description One page of them. */
            items: components["schemas"]["Person"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        CreatePersonRequest: {
            /** @description As in the passport or identity card. */
            firstName: string;
            /** @description As in the passport or identity card. */
            lastName: string;
            /** @description UBO: ultimate beneficial owner. */
            roles: ("UBO" | "SHAREHOLDER" | "DIRECTOR")[];
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            nationality: string;
            /**
             * Format: date
             * @description As in the passport or identity card.
             */
            dateOfBirth: string;
            /** @description Documents of yours, each once; while they stand here they cannot be deleted. */
            documentIds: string[];
            /** @description Share of the company, in percent. */
            ownershipPercent?: number;
            /**
             * Format: email
             * @description Where the person is reached by mail.
             */
            email?: string;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string;
            /** @description Street and number. */
            addressLine1?: string;
            /** @description Floor, building or care of. */
            addressLine2?: string;
            /** @description City or town of the address. */
            city?: string;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string;
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            taxResidenceCountryId?: string;
            /** @description Position in the company. */
            businessTitle?: string;
            /**
             * Format: date
             * @description Since when the person has these roles.
             */
            relationshipEstablishedAt?: string;
            /** @description Of the passport or other proof of identity. */
            idNumber?: string;
        };
        UpdatePersonRequest: {
            /** @description As in the passport or identity card. */
            firstName?: string;
            /** @description As in the passport or identity card. */
            lastName?: string;
            /** @description UBO: ultimate beneficial owner. */
            roles?: ("UBO" | "SHAREHOLDER" | "DIRECTOR")[];
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            nationality?: string;
            /**
             * Format: date
             * @description As in the passport or identity card.
             */
            dateOfBirth?: string;
            /** @description Documents of yours, each once; while they stand here they cannot be deleted. */
            documentIds?: string[];
            /** @description Share of the company, in percent. */
            ownershipPercent?: number | null;
            /** @description Where the person is reached by mail. */
            email?: string | null;
            /** @description As it is dialled from abroad, for example `+44 20 7946 0000`. */
            phone?: string | null;
            /** @description Street and number. */
            addressLine1?: string | null;
            /** @description Floor, building or care of. */
            addressLine2?: string | null;
            /** @description City or town of the address. */
            city?: string | null;
            /** @description State, province or region of the address. */
            stateProvinceRegion?: string | null;
            /** @description Postal code of the address, as it is written there. */
            postalCode?: string | null;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            addressCountryId?: string | null;
            /** @description As the tax office writes it. */
            taxIdentificationNumber?: string | null;
            /** @description ISO 3166-1 alpha-2, as in `/reference/countries`. */
            taxResidenceCountryId?: string | null;
            /** @description Position in the company. */
            businessTitle?: string | null;
            /** @description Since when the person has these roles. */
            relationshipEstablishedAt?: string | null;
            /** @description Of the passport or other proof of identity. */
            idNumber?: string | null;
        };
        BeneficiaryPage: {
            /** @description One page of them. */
            items: components["schemas"]["Beneficiary"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        Beneficiary: {
            /** @description Its id; never changes. */
            id: string;
            /** @description The customer it belongs to. */
            customerId: string;
            /**
             * @description Where it stands in its review.
             * @enum {string}
             */
            status: "PENDING_REVIEW" | "APPROVED" | "REJECTED" | "CORRECTION_REQUESTED" | "SUSPENDED";
            /** @description Country of the company: ISO 3166-1 alpha-2. */
            country: string;
            /** @description The name of the account's holder. */
            companyName: string;
            /** @description The account's currency. */
            currencyCode: string;
            /** @description The company's address. */
            address?: string;
            /** @description Postal code of the company. */
            zipCode?: string;
            /** @description The bank that keeps the account. */
            bankName?: string;
            /** @description 8 or 11 characters (ISO 9362), for example `COBADEFFXXX`. */
            bankBic?: string;
            /** @description Where the bank is. Left out, the country in `bankBic` or `iban` counts. */
            bankCountryCode?: string;
            /** @description Street, number and city of the bank. */
            bankAddress?: string;
            /** @description For accounts without an IBAN; 1 to 34 letters and digits. */
            accountNumber?: string;
            /** @description Checked by country, length and check digits (ISO 13616). Spaces, hyphens and lower case are accepted; shown without. */
            iban?: string;
            /** @description ABA routing number for wires, nine digits. */
            wireRoutingNumber?: string;
            /** @description ABA routing number for ACH, nine digits. */
            achRoutingNumber?: string;
            /** @description The bank that forwards the money, where there has to be one: its name, BIC or both. */
            intermediaryBank?: string;
            /** @description Why it was rejected or suspended, or why a correction is asked for. */
            statusReason: string | null;
            /** @description In CORRECTION_REQUESTED: what to change before it is submitted again. Otherwise empty. */
            corrections: components["schemas"]["Correction"][];
            /** @description `null` until it is known to screening. */
            screening: components["schemas"]["BeneficiaryScreeningSummary"] | null;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed, in UTC.
             */
            updatedAt: string;
        };
        BeneficiaryScreeningSummary: {
            /** @description The screening subject, `scr_…`. */
            screeningSubjectId: string;
            /** @description Payments wait in ON_HOLD while this is true: a match is open, or was found to be true. */
            paymentHold: boolean;
            /** @description Matches that nobody has reviewed yet. */
            openMatchCount: number;
            /** @description `null` until it has been screened once. */
            lastScreenedAt: string | null;
        };
        CreateBeneficiaryRequest: {
            /** @description Where the company is: ISO 3166-1 alpha-2, as in `/reference/countries`. */
            country: string;
            /** @description The account's holder. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD and SIM-SLOW in it steer the simulator. */
            companyName: string;
            /**
             * @description What the account is kept in.
             * @enum {string}
             */
            currencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD";
            /** @description The company's address. */
            address?: string;
            /** @description Postal code of the company. */
            zipCode?: string;
            /** @description The bank that keeps the account. */
            bankName?: string;
            /** @description 8 or 11 characters (ISO 9362), for example `COBADEFFXXX`. */
            bankBic?: string;
            /** @description Where the bank is. Left out, the country in `bankBic` or `iban` counts. */
            bankCountryCode?: string;
            /** @description Street, number and city of the bank. */
            bankAddress?: string;
            /** @description For accounts without an IBAN; 1 to 34 letters and digits. */
            accountNumber?: string;
            /** @description Checked by country, length and check digits (ISO 13616). Spaces, hyphens and lower case are accepted; shown without. */
            iban?: string;
            /** @description ABA routing number for wires, nine digits. */
            wireRoutingNumber?: string;
            /** @description ABA routing number for ACH, nine digits. */
            achRoutingNumber?: string;
            /** @description The bank that forwards the money, where there has to be one: its name, BIC or both. */
            intermediaryBank?: string;
        };
        UpdateBeneficiaryRequest: {
            /** @description Where the company is: ISO 3166-1 alpha-2, as in `/reference/countries`. */
            country?: string;
            /** @description The account's holder. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD and SIM-SLOW in it steer the simulator. */
            companyName?: string;
            /**
             * @description What the account is kept in.
             * @enum {string}
             */
            currencyCode?: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD";
            /** @description The company's address. */
            address?: string | null;
            /** @description Postal code of the company. */
            zipCode?: string | null;
            /** @description The bank that keeps the account. */
            bankName?: string | null;
            /** @description 8 or 11 characters (ISO 9362), for example `COBADEFFXXX`. */
            bankBic?: string | null;
            /** @description Where the bank is. Left out, the country in `bankBic` or `iban` counts. */
            bankCountryCode?: string | null;
            /** @description Street, number and city of the bank. */
            bankAddress?: string | null;
            /** @description For accounts without an IBAN; 1 to 34 letters and digits. */
            accountNumber?: string | null;
            /** @description Checked by country, length and check digits (ISO 13616). Spaces, hyphens and lower case are accepted; shown without. */
            iban?: string | null;
            /** @description ABA routing number for wires, nine digits. */
            wireRoutingNumber?: string | null;
            /** @description ABA routing number for ACH, nine digits. */
            achRoutingNumber?: string | null;
            /** @description The bank that forwards the money, where there has to be one: its name, BIC or both. */
            intermediaryBank?: string | null;
        };
        DocumentPage: {
            /** @description One page of them. */
            items: components["schemas"]["Document"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        CreateDocumentRequest: {
            /**
             * Format: binary
             * @description PDF, PNG or JPEG, told by its content; 1 byte to 25 MiB (26,214,400 bytes).
             */
            file: Blob;
            /**
             * @description What the document proves.
             * @enum {string}
             */
            type: "CERTIFICATE_OF_INCORPORATION" | "ARTICLES_OF_ASSOCIATION" | "SHAREHOLDER_REGISTER" | "PROOF_OF_ADDRESS" | "PASSPORT" | "IDENTITY_CARD" | "DRIVING_LICENCE" | "BANK_STATEMENT" | "INVOICE" | "CONTRACT" | "SOURCE_OF_FUNDS" | "OTHER";
            /** @description The customer that the document is about. */
            customerId?: string;
        };
        PaymentPage: {
            /** @description One page of them. */
            items: components["schemas"]["Payment"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        Payment: {
            /** @description Its id; never changes. */
            id: string;
            /** @description The quote that it uses; a quote is used once. */
            quoteId: string;
            /** @description The customer who pays. */
            customerId: string;
            /** @description The beneficiary who is paid. */
            beneficiaryId: string;
            /** @description What the customer pays, fee included. */
            paymentAmount: string;
            /**
             * @description The currency that the customer pays in.
             * @enum {string}
             */
            paymentCurrencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /** @description What the beneficiary receives. */
            totalTarget: string;
            /**
             * @description The currency that the beneficiary receives.
             * @enum {string}
             */
            targetCurrencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /** @description Units of the target currency for one unit of the payment currency. */
            rate: string;
            /** @description What the price is made of. */
            priceBreakdown: components["schemas"]["PriceBreakdown"];
            /**
             * @description How far the payment is.
             * @enum {string}
             */
            status: "PENDING_REVIEW" | "CORRECTION_NEEDED" | "ON_HOLD" | "APPROVED" | "PROCESSING" | "COMPLETED" | "FAILED" | "REJECTED" | "CANCELLED";
            /** @description Why it is on hold, needs a correction, was rejected or failed. */
            statusReason: string | null;
            /** @description In CORRECTION_NEEDED: what to change, field by field. Otherwise empty. */
            corrections: components["schemas"]["Correction"][];
            /** @description Your own reference. */
            internalReference: string | null;
            /** @description The invoice that is paid. */
            invoiceNumber: string | null;
            /** @description The ids of your documents that it names. */
            documentIds: string[];
            /** @description What the payment is for. */
            purpose: string | null;
            /** @description What the settling bank or network calls it. */
            settlementReference: string | null;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed, in UTC.
             */
            updatedAt: string;
            /** @description When it was approved, in UTC; `null` before that. */
            approvedAt: string | null;
            /** @description When the money had arrived, in UTC; `null` before that. */
            completedAt: string | null;
        };
        /** @description Payment amount less fee, times rate, is the payout. */
        PriceBreakdown: {
            /** @description What arrives at the beneficiary. */
            payout: components["schemas"]["PriceLine"];
            /** @description What the payment costs. */
            fee: components["schemas"]["PriceLine"];
        };
        PriceLine: {
            /** @description What it is, in words. */
            label: string;
            /** @description A decimal string with the currency's decimals. */
            amount: string;
            /**
             * @description The currency's code.
             * @enum {string}
             */
            currencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
        };
        CreatePaymentRequest: {
            /** @description A quote that is neither expired nor used; this uses it. */
            quoteId: string;
            /** @description Your own name for the payment. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD, SIM-FAIL and SIM-SLOW in it steer the simulator. */
            internalReference?: string;
            /** @description The invoice that is paid. */
            invoiceNumber?: string;
            /**
             * @description Documents that support the payment, such as the invoice; at most 100, each once.
             * @default []
             */
            documentIds?: string[];
            /** @description What the payment is for. */
            purpose?: string;
        };
        UpdatePaymentRequest: {
            /** @description The new payment amount, fee included. */
            amount?: string;
            /**
             * @description The new payment currency. Needs `amount`: a number is never read as another currency's.
             * @enum {string}
             */
            currencyCode?: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /** @description Your own name for the payment. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD, SIM-FAIL and SIM-SLOW in it steer the simulator. */
            internalReference?: string | null;
            /** @description The invoice that is paid. */
            invoiceNumber?: string | null;
            /** @description Documents that support the payment, such as the invoice; at most 100, each once. */
            documentIds?: string[];
        };
        CreateQuoteRequest: {
            /** @description Who pays: one of your customers, APPROVED. */
            customerId: string;
            /** @description Who is paid: a beneficiary of this customer, APPROVED. */
            beneficiaryId: string;
            /**
             * @description What the customer pays in.
             * @enum {string}
             */
            paymentCurrencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /**
             * @description What arrives: the currency of the beneficiary's account.
             * @enum {string}
             */
            targetCurrencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /** @description What the customer pays, fee included. Give this or `targetAmount`. */
            paymentAmount?: string;
            /** @description What the beneficiary is to receive. Give this or `paymentAmount`. */
            targetAmount?: string;
        };
        Quote: {
            /** @description Its id; never changes. */
            id: string;
            /** @description What the customer pays, fee included. */
            paymentAmount: string;
            /**
             * @description The currency that the customer pays in.
             * @enum {string}
             */
            paymentCurrencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /** @description What the beneficiary receives. */
            totalTarget: string;
            /**
             * @description The currency that the beneficiary receives.
             * @enum {string}
             */
            targetCurrencyCode: "USD" | "BRL" | "MXN" | "COP" | "HKD" | "CNY" | "NGN" | "KES" | "MWK" | "ZAR" | "XOF" | "XAF" | "UGX" | "TZS" | "ZMW" | "BWP" | "SGD" | "USDT" | "USDC" | "DAI" | "BTC";
            /** @description Units of the target currency for one unit of the payment currency, at most 12 digits. */
            rate: string;
            /** @description What the price is made of. */
            priceBreakdown: components["schemas"]["PriceBreakdown"];
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description 300 seconds after it was made.
             */
            expiresAt: string;
            /** @description When a payment was made of it; `null` until then. */
            usedAt: string | null;
        };
        CryptoCurrencyPage: {
            /** @description One page of them. */
            items: components["schemas"]["CryptoCurrency"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        CryptoCurrency: {
            /**
             * @description The currency's code.
             * @enum {string}
             */
            code: "USDT" | "USDC" | "DAI" | "BTC";
            /** @description The name in words. */
            name: string;
            /** @description Decimals that amounts of payments may have. */
            decimals: number;
            /**
             * @description ACTIVE while at least one of its networks is.
             * @enum {string}
             */
            status: "ACTIVE" | "SUSPENDED";
            /** @description The networks it runs on. */
            networks: {
                /** @description The network's code, for example `ETHEREUM`. */
                network: string;
                /** @description The network's name in words. */
                networkName: string;
                /** @description Decimals of the currency on this network. */
                decimals: number;
                /** @description What an address looks like, in words. */
                addressFormat: string;
                /** @description The same as a regular expression (ECMAScript). It tells typing errors, not whether an address exists. */
                addressPattern: string;
                /** @description The token's contract or mint; `null` where the currency is the network's own. */
                contractAddress: string | null;
                /** @description Blocks, or slots, after which a transfer counts. */
                confirmations: number;
                /** @description The smallest transfer that is taken. */
                minimumAmount: string;
                /**
                 * @description SUSPENDED: nothing is sent or taken for the moment.
                 * @enum {string}
                 */
                status: "ACTIVE" | "SUSPENDED";
            }[];
        };
        CryptoNetworkPage: {
            /** @description One page of them. */
            items: components["schemas"]["CryptoNetwork"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        CryptoNetwork: {
            /**
             * @description The currency's code.
             * @enum {string}
             */
            currencyCode: "USDT" | "USDC" | "DAI" | "BTC";
            /** @description The network's code, for example `ETHEREUM`. */
            network: string;
            /** @description The network's name in words. */
            networkName: string;
            /** @description Decimals of the currency on this network. */
            decimals: number;
            /** @description What an address looks like, in words. */
            addressFormat: string;
            /** @description The same as a regular expression (ECMAScript). It tells typing errors, not whether an address exists. */
            addressPattern: string;
            /** @description The token's contract or mint; `null` where the currency is the network's own. */
            contractAddress: string | null;
            /** @description Blocks, or slots, after which a transfer counts. */
            confirmations: number;
            /** @description The smallest transfer that is taken. */
            minimumAmount: string;
            /**
             * @description SUSPENDED: nothing is sent or taken for the moment.
             * @enum {string}
             */
            status: "ACTIVE" | "SUSPENDED";
        };
        CustomerScreening: {
            /** @description Who was screened. */
            subject: components["schemas"]["ScreeningSubject"];
            /** @description What was looked for, and how. */
            query: components["schemas"]["ScreeningQuery"];
            /** @description Matches that wait for a review, and those that were found to be true. */
            openMatches: components["schemas"]["ScreeningMatch"][];
            /** @description Matches that a reviewer found to be of somebody else; an open one that was reopened stands here too. */
            previouslyCleared: components["schemas"]["ScreeningMatch"][];
            /** @description How many decisions reviewers made about this subject. */
            historyCount: number;
            /** @description Why nothing can be decided here; `null` for who may. */
            readOnlyReason: string | null;
            /** @description The same for each of the customer's persons. */
            related: components["schemas"]["Screening"][];
        };
        ScreeningSubject: {
            /** @description The id of what is screened. */
            subjectId: string;
            /**
             * @description CUSTOMER_LEGAL_ENTITY_SHAREHOLDER is kept for shareholders that are companies; persons are natural ones.
             * @enum {string}
             */
            subjectType: "CUSTOMER" | "CUSTOMER_PERSON" | "CUSTOMER_LEGAL_ENTITY_SHAREHOLDER" | "BENEFICIARY";
            /** @description The customer, person or beneficiary that was screened. */
            entityId: string;
            /** @description The name it is screened under. */
            displayName: string;
            /** @description The customer it belongs to. */
            customerId: string;
            /** @description The customer's company name. */
            customerName: string;
            /** @description The beneficiary it belongs to. */
            beneficiaryId: string | null;
            /** @description Whether payments are held until a reviewer has decided. */
            paymentHold: boolean;
            /** @description Whether an approval has to wait for a reviewer's decision. */
            onboardingBlocked: boolean;
            /** @description How many matches wait for a decision or were found to be true. */
            openMatchCount: number;
            /** @description When it was last screened, in UTC; `null` before the first time. */
            lastScreenedAt: string | null;
            /**
             * Format: date-time
             * @description When it is screened again, whether or not anything changes before.
             */
            nextDueAt: string;
        };
        ScreeningQuery: {
            /** @description What was looked for. */
            properties: {
                /** @description The property in words. */
                label: string;
                /** @description The property's name. */
                key: string;
                /** @description The values that were looked for. */
                values: string[];
            }[];
            /** @description Name and version of the matching rules. */
            algorithm: string;
            /** @description The score from which a candidate is a match. */
            threshold: number;
            /** @description Families of topics that count: `crime` stands for `crime.fraud` as well. Entries that name no topic count too. */
            topicsScope: string[];
            /** @description The lists that were searched. */
            datasetScope: string;
            /** @description The versions of these lists at the last screening. */
            dataVersion: string | null;
        };
        ScreeningMatch: {
            /** @description The match's id. */
            matchId: string;
            /** @description The entity's id in the list. */
            osEntityId: string;
            /** @description The name of the entity in the list. */
            caption: string;
            /** @description What kind of entity it is, for example `Person` or `Company`. */
            schema: string;
            /** @description How well it matches, from 0 to 1. */
            score: number;
            /** @description Whether the score reaches the threshold. */
            isMatch: boolean;
            /** @description What the list says about the entity, for example `sanction`. */
            topics: string[];
            /** @description The lists that name the entity. */
            datasets: string[];
            /** @description What was compared, and how well each fits. */
            features: {
                /** @description The property's name. */
                key: string;
                /** @description The property in words. */
                label: string;
                /** @description How well it matches, from 0 to 1. */
                score: number;
                /** @description The value of the subject. */
                matchedValue: string | null;
                /** @description The value of the list. */
                candidateValue: string | null;
                /** @description What is worth knowing about the comparison, if anything. */
                note: string | null;
            }[];
            /** @description What the list knows of the entity. */
            evidence: {
                /** @description The property in words. */
                label: string;
                /** @description What the list says. */
                values: string[];
                /** @description Whether it is long text, which needs a line of its own. */
                fullWidth: boolean;
            }[];
            /** @description Other names of the entity. */
            aliases: string[];
            /** @description The newest decision of a reviewer. In `openMatches`: the match was found to be true. */
            disposition: components["schemas"]["ScreeningDisposition"] | null;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
        };
        ScreeningDisposition: {
            /** @description Its id; never changes. */
            id: string;
            /** @description The entity's id in the list. */
            osEntityId: string;
            /** @description Why it was decided so, in the reviewer's words. */
            reason: string;
            /** @description What the list said about the entity when it was decided. */
            topicsAtDecision: string[];
            /** @description Who decided. */
            reviewedByUserId: string | null;
            /** @description Who decided, by name. */
            reviewedByDisplayName: string;
            /**
             * Format: date-time
             * @description When it was decided, in UTC.
             */
            reviewedAt: string;
        };
        Screening: {
            /** @description Who was screened. */
            subject: components["schemas"]["ScreeningSubject"];
            /** @description What was looked for, and how. */
            query: components["schemas"]["ScreeningQuery"];
            /** @description Matches that wait for a review, and those that were found to be true. */
            openMatches: components["schemas"]["ScreeningMatch"][];
            /** @description Matches that a reviewer found to be of somebody else; an open one that was reopened stands here too. */
            previouslyCleared: components["schemas"]["ScreeningMatch"][];
            /** @description How many decisions reviewers made about this subject. */
            historyCount: number;
            /** @description Why nothing can be decided here; `null` for who may. */
            readOnlyReason: string | null;
        };
        TicketSummaryPage: {
            /** @description One page of them. */
            items: components["schemas"]["TicketSummary"][];
            /** @description Gives the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description Whether there is a next page. */
            hasMore: boolean;
        };
        TicketSummary: {
            /** @description Its id; never changes. */
            id: string;
            /** @description Your organization's id. */
            orgId: string;
            /** @description What it is about, in one line. */
            subject: string;
            /**
             * @description The part of the platform it is about.
             * @enum {string}
             */
            category: "API" | "CUSTOMERS" | "PAYMENTS" | "SCREENING" | "BILLING" | "OTHER";
            /**
             * @description How urgent it is to you.
             * @enum {string}
             */
            priority: "LOW" | "NORMAL" | "HIGH" | "URGENT";
            /**
             * @description OPEN until support answers; then WAITING_ON_PARTNER, and WAITING_ON_SUPPORT once you have written again. CLOSED is final.
             * @enum {string}
             */
            status: "OPEN" | "WAITING_ON_PARTNER" | "WAITING_ON_SUPPORT" | "CLOSED";
            /** @description Ids of what it is about: customers, payments, documents … */
            relatedIds: string[];
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed, in UTC.
             */
            updatedAt: string;
        };
        CreateTicketRequest: {
            /** @description What it is about, in one line. `SIM-ANSWER` in it has the sandbox answer. */
            subject: string;
            /**
             * @description The part of the platform it is about.
             * @enum {string}
             */
            category: "API" | "CUSTOMERS" | "PAYMENTS" | "SCREENING" | "BILLING" | "OTHER";
            /**
             * @description How urgent it is to you.
             * @default NORMAL
             * @enum {string}
             */
            priority?: "LOW" | "NORMAL" | "HIGH" | "URGENT";
            /** @description Plain text; it is shown as it is, so markup has no effect. */
            message: string;
            /**
             * @description Ids of what the ticket is about: your own customers, persons, beneficiaries, documents, quotes, payments, other tickets or applications.
             * @default []
             */
            relatedIds?: string[];
        };
        Ticket: {
            /** @description Its id; never changes. */
            id: string;
            /** @description Your organization's id. */
            orgId: string;
            /** @description What it is about, in one line. */
            subject: string;
            /**
             * @description The part of the platform it is about.
             * @enum {string}
             */
            category: "API" | "CUSTOMERS" | "PAYMENTS" | "SCREENING" | "BILLING" | "OTHER";
            /**
             * @description How urgent it is to you.
             * @enum {string}
             */
            priority: "LOW" | "NORMAL" | "HIGH" | "URGENT";
            /**
             * @description OPEN until support answers; then WAITING_ON_PARTNER, and WAITING_ON_SUPPORT once you have written again. CLOSED is final.
             * @enum {string}
             */
            status: "OPEN" | "WAITING_ON_PARTNER" | "WAITING_ON_SUPPORT" | "CLOSED";
            /** @description Ids of what it is about: customers, payments, documents … */
            relatedIds: string[];
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed, in UTC.
             */
            updatedAt: string;
            /** @description All of them, oldest first. Once there are 100, you open another ticket to go on. */
            messages: components["schemas"]["TicketMessage"][];
        };
        TicketMessage: {
            /** @description Its id; never changes. */
            id: string;
            /** @description The ticket it belongs to. */
            ticketId: string;
            /**
             * @description Which side wrote it.
             * @enum {string}
             */
            author: "PARTNER" | "SUPPORT";
            /** @description The application or person who wrote it. */
            authorName: string;
            /** @description What was written. */
            message: string;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            createdAt: string;
        };
        AddTicketMessageRequest: {
            /** @description Plain text; it is shown as it is, so markup has no effect. */
            message: string;
        };
    };
    responses: {
        /** @description Refused. `duplicate_header`: A header that decides something came twice; `details.header` names it. `ambiguous_credentials`: `Authorization` holds an API key beside `x-api-key`. `body_not_allowed`: GET, HEAD or DELETE with a body, or announcing one. `non_canonical_path`: The path is not in its one spelling. `malformed_target`: An escape or character that may not be there. `malformed_http`: Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed. */
        InvalidRequestUnreadQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `token_missing`: No `Authorization` header, or not with the scheme `Bearer`; or a personal key at `/signature-check`. `token_malformed`: Not three parts of canonical base64url with two JSON objects. `token_too_large`: The token has more than 4,096 bytes. `algorithm_not_allowed`: `alg` is missing or not `RS256`. `header_not_allowed`: The token header has another member than `alg`, `typ`, `kid`, or `typ` is not `JWT`. `signing_key_unknown`: `kid` names no active signing key of this application. `signature_invalid`: No active signing key verifies the signature. `claim_missing`: A required claim is not there. `claim_invalid`: A claim has the wrong type or form: milliseconds, numbers in quotes, an array `aud`, upper-case `bodyHash`, `exp` not after `iat`. `issuer_mismatch`: `iss` is not this deployment's. `audience_mismatch`: `aud` is not this deployment's. `subject_mismatch`: `sub` is neither the key in `x-api-key` nor its id. `token_expired`: `exp` has passed, on arrival or while the body was on its way. `token_not_yet_valid`: `iat` or `nbf` is more than 5 s ahead. `lifetime_too_long`: `exp` is more than 60 s after `iat`. `method_mismatch`: `method` is not the one that arrived. `uri_mismatch`: `uri` is not the target that arrived. `body_hash_mismatch`: Other bytes arrived than were signed. `expected` is the hash of what arrived. `invalid_api_key`: The API key (in `x-api-key`, or a personal one after `Bearer`) is missing, mistyped or unknown here. `api_key_revoked`: The key was revoked or replaced without grace, or its application was deleted; a personal key was deleted, or its maker left the organization. Final. `api_key_expired`: The grace window after a replacement is over, or the key was made with an end. `application_disabled`: Somebody disabled the application. `organization_suspended`: The operator suspended the organization. `wrong_environment`: The key belongs to the other environment, or the host to neither: `expected` is the base URL of the key's environment, `received` the host that was used. `token_replayed`: This application used this `jti` before. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `ip_not_allowed`: The application has an address list, and `details.received`, where the request came from, is not on it (`unknown`: proxies did not say). `personal_keys_disabled`: The organization allows no personal keys in this environment; `details.allowed` says where it does. */
        ForbiddenUnprivileged: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `request_timeout`: The request did not arrive in time. */
        RequestTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `rate_limited`: Too many requests of this application or personal key, or with bad credentials from this address: `details.limit` in `details.windowSeconds`. */
        RateLimited: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `headers_too_large`: Request line and headers exceed 16 kB; the connection is closed. */
        HeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `internal_error`: A fault on our side. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `unavailable`: The service or its database cannot be reached, or is starting. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `duplicate_header`: A header that decides something came twice; `details.header` names it. `ambiguous_credentials`: `Authorization` holds an API key beside `x-api-key`. `non_canonical_path`: The path is not in its one spelling. `malformed_target`: An escape or character that may not be there. `malformed_http`: Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed. */
        InvalidRequestUnreadBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `payload_too_large`: The body exceeds `details.maximumBytes`; the connection is closed. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `duplicate_header`: A header that decides something came twice; `details.header` names it. `ambiguous_credentials`: `Authorization` holds an API key beside `x-api-key`. `body_not_allowed`: GET, HEAD or DELETE with a body, or announcing one. `non_canonical_path`: The path is not in its one spelling. `malformed_target`: An escape or character that may not be there. `malformed_http`: Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed. `duplicate_parameter`: A query parameter came twice; `details.parameter` names it. */
        InvalidRequestQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `permission_missing`: The application, or the maker of the personal key, lacks what `details.required` lists. `ip_not_allowed`: The application has an address list, and `details.received`, where the request came from, is not on it (`unknown`: proxies did not say). `personal_keys_disabled`: The organization allows no personal keys in this environment; `details.allowed` says where it does. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `validation_failed`: Fields or parameters were not accepted: `details.fields[]`, each with `path` and `message`. */
        ValidationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `duplicate_header`: A header that decides something came twice; `details.header` names it. `ambiguous_credentials`: `Authorization` holds an API key beside `x-api-key`. `non_canonical_path`: The path is not in its one spelling. `malformed_target`: An escape or character that may not be there. `malformed_http`: Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed. `invalid_json`: The body is not one JSON object, names a member twice, is not UTF-8, or nests deeper than 32. `duplicate_parameter`: A query parameter came twice; `details.parameter` names it. `invalid_idempotency_key`: `Idempotency-Key` is not 1 to 255 visible ASCII characters; `details.receivedLength` says how many arrived. */
        InvalidRequestCreate: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
        ConflictCreate: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `unsupported_media_type`: The body is not declared as JSON (an upload: as a form), or has a `Content-Encoding`. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `validation_failed`: Fields or parameters were not accepted: `details.fields[]`, each with `path` and `message`. `idempotency_key_reused`: This `Idempotency-Key` was used for another request, which `details.first` names. */
        ValidationFailedCreate: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `not_found`: No such path, or no such thing in your organization and environment. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `duplicate_header`: A header that decides something came twice; `details.header` names it. `ambiguous_credentials`: `Authorization` holds an API key beside `x-api-key`. `non_canonical_path`: The path is not in its one spelling. `malformed_target`: An escape or character that may not be there. `malformed_http`: Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed. `invalid_json`: The body is not one JSON object, names a member twice, is not UTF-8, or nests deeper than 32. `duplicate_parameter`: A query parameter came twice; `details.parameter` names it. */
        InvalidRequestBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `duplicate_header`: A header that decides something came twice; `details.header` names it. `ambiguous_credentials`: `Authorization` holds an API key beside `x-api-key`. `non_canonical_path`: The path is not in its one spelling. `malformed_target`: An escape or character that may not be there. `malformed_http`: Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed. `invalid_multipart`: The form of an upload is not well-formed `multipart/form-data`, or could be read in two ways. `duplicate_parameter`: A query parameter came twice; `details.parameter` names it. `invalid_idempotency_key`: `Idempotency-Key` is not 1 to 255 visible ASCII characters; `details.receivedLength` says how many arrived. */
        InvalidRequestForm: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Refused. `range_not_satisfiable`: The `Range` of a download begins after the end; `details.sizeBytes` and `Content-Range` say where that is. */
        RangeNotSatisfiable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Content-Range": components["headers"]["Content-Range"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
        IdempotencyKey: string;
        /** @description One range of bytes to answer with (206). Several ranges get the whole content. */
        Range: string;
        /** @description The `ETag` of the content that a part is wanted of; any other gets the whole content. */
        IfRange: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in our logs. Quote it to support. */
        "X-Request-Id": string;
        /** @description What is left of the rate limit: `r` requests, and `t` seconds until there is room again (IETF draft-ietf-httpapi-ratelimit-headers). */
        RateLimit: string;
        /** @description The rate limit of the application or personal key: `q` requests in `w` seconds. */
        "RateLimit-Policy": string;
        /** @description Seconds to wait before the next request. */
        "Retry-After": number;
        /** @description `true` where this is the stored answer of an earlier request with the same `Idempotency-Key`. */
        "Idempotency-Replayed": "true";
        /** @description `attachment`, with the document's file name (RFC 6266). */
        "Content-Disposition": string;
        /** @description SHA-256 of the whole content (RFC 9530). */
        "Repr-Digest": string;
        /** @description Names the content; goes into `If-Range`. */
        ETag: string;
        /** @description A part may be asked for with `Range`. */
        "Accept-Ranges": "bytes";
        /** @description Which bytes these are, and of how many; with a 416, of how many there would be. */
        "Content-Range": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    checkSignature: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignatureCheck"];
                };
            };
            400: components["responses"]["InvalidRequestUnreadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenUnprivileged"];
            408: components["responses"]["RequestTimeout"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkSignatureByPost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Anything; it is hashed and compared with the token, and not read. */
        requestBody?: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignatureCheck"];
                };
            };
            400: components["responses"]["InvalidRequestUnreadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenUnprivileged"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, with the same filters; left out for the first page. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Only those with this `status`. */
                status?: "DRAFT" | "PENDING_REVIEW" | "APPROVED" | "REJECTED" | "CORRECTION_REQUESTED" | "SUSPENDED";
                /** @description Part of the company's name; upper and lower case count alike. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerSummaryPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCustomerRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ConflictCreate"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateCustomerRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["InvalidRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCountries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listIndustries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndustryPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPersons: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, with the same filters; left out for the first page. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer's id. */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePersonRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
                /** @description The person's id. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
                /** @description The person's id. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdatePersonRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["InvalidRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBeneficiaries: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, with the same filters; left out for the first page. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Only those with this `status`. */
                status?: "PENDING_REVIEW" | "APPROVED" | "REJECTED" | "CORRECTION_REQUESTED" | "SUSPENDED";
            };
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BeneficiaryPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createBeneficiary: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer's id. */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBeneficiaryRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beneficiary"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ConflictCreate"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBeneficiary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
                /** @description The beneficiary's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beneficiary"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateBeneficiary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
                /** @description The beneficiary's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateBeneficiaryRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beneficiary"];
                };
            };
            400: components["responses"]["InvalidRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitBeneficiary: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer's id. */
                customerId: string;
                /** @description The beneficiary's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beneficiary"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, with the same filters; left out for the first page. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Only those with this `type`. */
                type?: "CERTIFICATE_OF_INCORPORATION" | "ARTICLES_OF_ASSOCIATION" | "SHAREHOLDER_REGISTER" | "PROOF_OF_ADDRESS" | "PASSPORT" | "IDENTITY_CARD" | "DRIVING_LICENCE" | "BANK_STATEMENT" | "INVOICE" | "CONTRACT" | "SOURCE_OF_FUNDS" | "OTHER";
                /** @description Those that were uploaded for this customer. */
                customerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["CreateDocumentRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["InvalidRequestForm"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ConflictCreate"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The document's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The document's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `document_referenced`: A customer, person or payment names this document. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDocumentContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes to answer with (206). Several ranges get the whole content. */
                Range?: components["parameters"]["Range"];
                /** @description The `ETag` of the content that a part is wanted of; any other gets the whole content. */
                "If-Range"?: components["parameters"]["IfRange"];
            };
            path: {
                /** @description The document's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole content. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "image/png": Blob;
                    "image/jpeg": Blob;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Range": components["headers"]["Content-Range"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "image/png": Blob;
                    "image/jpeg": Blob;
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPayments: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, with the same filters; left out for the first page. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Only those with this `status`. */
                status?: "PENDING_REVIEW" | "CORRECTION_NEEDED" | "ON_HOLD" | "APPROVED" | "PROCESSING" | "COMPLETED" | "FAILED" | "REJECTED" | "CANCELLED";
                /** @description Only those with this `customerId`. */
                customerId?: string;
                /** @description Only those with this `beneficiaryId`. */
                beneficiaryId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePaymentRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `not_approved`: Customer or beneficiary is not approved, so no money moves for them. `quote_expired`: The quote's `expiresAt` has passed. `quote_used`: A payment was made of this quote. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdatePaymentRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description Refused. `unavailable`: The service or its database cannot be reached, or is starting. `rate_unavailable`: There is no exchange rate that is young enough to be honest, or the payment currency is suspended (see `GET /crypto/currencies`). */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createQuote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateQuoteRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `not_approved`: Customer or beneficiary is not approved, so no money moves for them. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description Refused. `unavailable`: The service or its database cannot be reached, or is starting. `rate_unavailable`: There is no exchange rate that is young enough to be honest, or the payment currency is suspended (see `GET /crypto/currencies`). */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancelPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The payment's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The quote's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCryptoCurrencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CryptoCurrencyPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCryptoNetworks: {
        parameters: {
            query?: {
                /** @description Only those with this `currencyCode`. */
                currencyCode?: "USDT" | "USDC" | "DAI" | "BTC";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CryptoNetworkPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCryptoCurrency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The currency's code. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CryptoCurrency"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomerScreening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerScreening"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBeneficiaryScreening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer's id. */
                customerId: string;
                /** @description The beneficiary's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Screening"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTickets: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, with the same filters; left out for the first page. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Only those with this `status`. */
                status?: "OPEN" | "WAITING_ON_PARTNER" | "WAITING_ON_SUPPORT" | "CLOSED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketSummaryPage"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTicketRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ConflictCreate"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["InvalidRequestQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    addTicketMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddTicketMessageRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketMessage"];
                };
            };
            400: components["responses"]["InvalidRequestCreate"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description Refused. `conflict`: Somebody changed the same thing at the same moment; nothing was done. `wrong_status`: The thing is in `details.status`; this needs one of `details.allowed`. `idempotency_in_progress`: Another request with this `Idempotency-Key` is still being worked on. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedCreate"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
